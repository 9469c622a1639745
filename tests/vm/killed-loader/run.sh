# A loader killed with SIGKILL leaves nothing behind, and the module can go at once.
insmod /guest/bpf_testmod.ko
in_background bpf-testmod --period 1h
stop_background KILL
logged 'bpf_testmod_ops unregistered'
remove_module bpf_testmod
logged 'bpf_testmod unloaded'
