# The module stays as long as an instance is attached.
insmod /guest/bpf_testmod.ko
in_background bpf-testmod --period 1h
! rmmod bpf_testmod || fail 'the module went while an instance was attached'
dmesg -c >/dev/null
trigger
logged 'test_1() returned: 42'
stop_background
remove_module bpf_testmod
