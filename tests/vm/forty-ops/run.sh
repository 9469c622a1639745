# Forty ops, each with a trampoline of its own.
insmod /guest/forty.ko
forty-ops
dmesg >log
grep -o 'op_.*returned.*' log >called
for op in $(seq 40); do
	echo "op_$op() returned: $((1000 + op))"
done >expected
diff expected called || fail 'not every op answered for itself, in order'

# An op that this kernel's type lacks is refused by its name.
refused 'object  int (*op_41)(void)' \
	instance attach longer.bpf.o --ty forty_ops --module forty
remove_module forty
