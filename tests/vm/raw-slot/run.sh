# The core looks at the low half of a slot: a raw 0x100000000 is "no program" to it,
# and must leave the stub in place.
insmod /guest/bpf_testmod.ko
for slot in 0 1 2; do
	dmesg -c >/dev/null
	in_background instance attach test_2_only.bpf.o --slot $slot=4294967296 --hold
	trigger
	logged 'test_1() returned: 0' 'test_2(10, 20) returned: 0' 'test_3() called with buffer'
	stop_background
done
remove_module bpf_testmod
