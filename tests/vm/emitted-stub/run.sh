# The program and the loader as the generator writes them: arguments are printed, the
# buffer is read, the fallbacks come back.
insmod /guest/bpf_testmod.ko
golden-bpf-testmod --message 'twelve bytes' >said
cat said
remove_module bpf_testmod

grep -qx 'Detached.' said || fail 'the loader did not detach'
dmesg >log
in_order log 'test_1() returned: 0' 'test_2(10, 20) returned: 0' 'test_3() called with buffer'
cat "$trace" >traced
in_order traced 'test_1()' 'test_2(a=10, b=20)' 'test_3(buf="twelve bytes", len=12)'
