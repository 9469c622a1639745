# A program that reads past its arguments, or writes to them, is refused.
insmod /guest/bpf_testmod.ko
refused "func 'test_2' doesn't have 3-th argument" instance attach third_argument.bpf.o
refused 'invalid bpf_context access' instance attach write.bpf.o
remove_module bpf_testmod
