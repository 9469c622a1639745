# Every member of the longest type has a program; or, where the kernel has attach types
# of the numbers 59 to 61, every member but those.
insmod full.ko
full='--ty full_ops --module full'
if grep -q BPF_TRACE_FENTRY_MULTI /sys/kernel/btf/vmlinux; then
	for op in op_60 op_61 op_62; do
		refused "program \`$op\`" instance attach $op.bpf.o $full
	done
	not_logged 'full_ops registered'
else
	in_background instance attach all.bpf.o $full --hold
	echo >/proc/full_trigger
	dmesg | grep -o 'op_.*returned.*' >called
	for op in $(seq 64); do
		echo "op_$op() returned: $((1000 + op))"
	done >expected
	diff expected called || fail 'not every op answered for itself, in order'
	stop_background
fi
remove_module full
