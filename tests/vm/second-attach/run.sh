# A second instance is refused with EEXIST and changes nothing.
insmod /guest/bpf_testmod.ko
in_background bpf-testmod --period 1h
refused 'kind: AlreadyAttached errno: Some(17)' instance attach test_2_only.bpf.o
refused 'is already attached' bpf-testmod
dmesg -c >/dev/null
trigger
logged 'test_1() returned: 42' 'test_2(10, 20) returned: 30'
stop_background
remove_module bpf_testmod
