# A program that implements only test_2 leaves the others at their fallbacks.
insmod /guest/bpf_testmod.ko
in_background instance attach test_2_only.bpf.o --hold
trigger
logged 'test_1() returned: 0' 'test_2(10, 20) returned: 200' 'test_3() called with buffer'
stop_background
remove_module bpf_testmod
