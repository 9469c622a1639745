# Without the JIT programs are interpreted, which some cannot be.
if ! echo 0 >/proc/sys/net/core/bpf_jit_enable; then
	# CONFIG_BPF_JIT_ALWAYS_ON: there is nothing else.
	grep -qx 1 /proc/sys/net/core/bpf_jit_enable
	exit 0
fi
insmod /guest/bpf_testmod.ko
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
