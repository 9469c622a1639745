# A map without a link attaches to a type that says `links = "optional"`, survives its
# loader, and is released by deleting its element.
insmod /guest/bpf_testmod.ko
instance attach plain.bpf.o --plain --any-links --leave
trigger
logged 'test_1() returned: 7' 'test_2(10, 20) returned: 0'
! rmmod bpf_testmod || fail 'the module went while an instance was attached'
refused 'kind: AlreadyAttached' instance attach plain.bpf.o --plain --any-links
instance release plain
logged 'bpf_testmod_ops unregistered'
remove_module bpf_testmod
