# One loader, one object, two kernels: it picks the program of the version that is there.
refused 'turntable_ops' two-versions

insmod turntable_before.ko
two-versions >said
cat said
in_order said 'The kernel has turntable_ops as turntable_ops___v1.' 'attached'
logged 'play(7) returned: 8'
remove_module turntable_before

dmesg -c >/dev/null
insmod /guest/turntable.ko
two-versions >said
cat said
in_order said 'The kernel has turntable_ops as turntable_ops___v2.' 'attached'
logged 'play(7, 100) returned: 107' 'stop() returned: 4'
remove_module turntable
