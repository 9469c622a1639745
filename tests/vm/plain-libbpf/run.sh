# A C loader and an object that were written without this project drive the module.
insmod /guest/bpf_testmod.ko
./plain
logged 'bpf_testmod_ops registered' 'test_1() returned: 42' 'test_2(10, 20) returned: 30' \
	'test_3() called with buffer' 'bpf_testmod_ops unregistered'
grep -qF "plain libbpf got 21 bytes from 'H'" "$trace" || fail 'test_3 saw no buffer'
remove_module bpf_testmod
