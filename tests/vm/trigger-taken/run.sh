# A trigger file whose name is taken refuses the module; the kernel would warn.
insmod /guest/bpf_testmod.ko
! insmod twin.ko || fail 'it loaded'
logged 'twin_ops: /proc/bpf_testmod_trigger is taken'
! [ -e /sys/module/twin ] || fail 'it stayed'
trigger
logged 'No struct_ops registered'
remove_module bpf_testmod
