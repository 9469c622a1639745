# The reference type from end to end: what the tutorial shows, line by line.
insmod /guest/bpf_testmod.ko
bpf-testmod --message 'Hello from userspace!' >said
cat said
remove_module bpf_testmod

grep -qx 'Successfully loaded and attached BPF struct_ops!' said || fail 'the loader is silent'
dmesg >log
in_order log \
	'bpf_testmod loaded with struct_ops support' \
	'bpf_testmod_ops registered' \
	'Calling struct_ops callbacks:' \
	'test_1() returned: 42' \
	'test_2(10, 20) returned: 30' \
	'test_3() called with buffer' \
	'bpf_testmod_ops unregistered' \
	'bpf_testmod unloaded'
cat "$trace" >traced
in_order traced \
	'BPF test_1 called!' \
	'BPF test_2 called: 10 + 20 = 30' \
	'BPF test_3 called with buffer length 21' \
	"Buffer content: 'Hell'" \
	'Full buffer: Hello from userspace!'
