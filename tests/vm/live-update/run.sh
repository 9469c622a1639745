# An update replaces every op at once; nothing is unregistered in between.
insmod /guest/bpf_testmod.ko
./swap
dmesg >log
in_order log 'bpf_testmod_ops registered' \
	'test_1() returned: 1' 'test_2(10, 20) returned: 200' \
	'test_1() returned: 2' 'test_2(10, 20) returned: 0' \
	'bpf_testmod_ops unregistered'
[ "$(grep -c registered log)" = 2 ] || fail 'the update registered again'
remove_module bpf_testmod
