# As many members as the kernel allows, each op with a trampoline of its own.
insmod /guest/sixty_four.ko
sixty-four-ops
dmesg >log
grep -o 'op_.*returned.*' log >called
not_logged 'op_60()'
for op in $(seq 59) 63 64; do
	echo "op_$op() returned: $((1000 + op))"
done >expected
diff expected called || fail 'not every op answered for itself, in order'

# An op that this kernel's type lacks is refused by its name.
refused 'object  int (*op_65)(void)' \
	instance attach longer.bpf.o --ty sixty_four_ops --module sixty_four
remove_module sixty_four
