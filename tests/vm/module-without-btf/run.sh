# A module that lost its BTF must not load silently.
! insmod /guest/bpf_testmod_without_btf.ko || fail 'it loaded'
logged 'bpf_testmod_ops: not registered because module bpf_testmod has no BTF'
! [ -e /sys/module/bpf_testmod ] || fail 'it stayed'
! [ -e "$trigger_file" ] || fail 'its trigger file stayed'
