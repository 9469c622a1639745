# Each thing that can be missing has a sentence of its own, and status 1.
refused 'kernel module `bpf_testmod` is not loaded' bpf-testmod
insmod /guest/bpf_testmod.ko
refused 'CAP_BPF' /guest/setpriv --reuid 65534 --clear-groups bpf-testmod
in_background bpf-testmod --period 1h
refused 'help: ' bpf-testmod
stop_background
mount -t tmpfs tmpfs /sys
refused 'BTF' bpf-testmod
umount /sys
remove_module bpf_testmod
