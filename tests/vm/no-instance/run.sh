# Without an instance the trigger says so and calls nothing.
insmod /guest/bpf_testmod.ko
trigger
logged 'No struct_ops registered'
not_logged 'Calling struct_ops callbacks'
not_logged 'returned:'
remove_module bpf_testmod
