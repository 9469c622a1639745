# Without the JIT programs are interpreted, which some cannot be.
insmod /guest/bpf_testmod.ko
echo 0 >/proc/sys/net/core/bpf_jit_enable
bpf-testmod
logged 'test_1() returned: 42'
refused 'kind: JitOff' instance attach kfunc.bpf.o
grep -qF 'sysctl net.core.bpf_jit_enable=1' refused.out || fail 'no cure'
echo 1 >/proc/sys/net/core/bpf_jit_enable
in_background instance attach kfunc.bpf.o --hold
trigger
logged 'test_1() returned: 43'
stop_background
remove_module bpf_testmod
