# Each thing that can be missing has a sentence of its own, and status 1.
refused 'kernel module `bpf_testmod` is not loaded' bpf-testmod
insmod /guest/bpf_testmod.ko
refused 'CAP_BPF' setpriv --reuid 65534 --clear-groups bpf-testmod
in_background bpf-testmod --period 1h
refused 'help: ' bpf-testmod
stop_background
umount /sys
refused 'BTF' bpf-testmod
mount -t sysfs sysfs /sys
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mount -t bpf bpf /sys/fs/bpf
remove_module bpf_testmod
