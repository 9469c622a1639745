# No op of the reference type may sleep.
insmod /guest/bpf_testmod.ko
refused 'kind: Verifier' instance attach sleepable.bpf.o
logged 'bpf_testmod_ops: program test_1 is sleepable, no op may sleep'
remove_module bpf_testmod
