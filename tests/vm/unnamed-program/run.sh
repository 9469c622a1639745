# A program that no instance names is left out; libbpf alone refuses the object for it.
insmod /guest/bpf_testmod.ko
./plain || fail 'libbpf loads it by itself now'
in_background instance attach unnamed.bpf.o --hold
trigger
logged 'test_1() returned: 0' 'test_2(10, 20) returned: 200'
stop_background
remove_module bpf_testmod
