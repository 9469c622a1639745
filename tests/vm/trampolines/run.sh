# The kernel's trampolines are as long as `structops-gen layout` says.
insmod measured.ko
structops-gen layout measured_ops --format json >layout
in_background instance attach measured.bpf.o --ty measured_ops --module measured --hold
grep ' bpf__measured_ops_' /proc/kallsyms | sort >symbols
stop_background
[ "$(grep -c . symbols)" = 16 ] || fail 'not every op has a trampoline'

# Indirect calls that are guarded (CFI, IBT), and another way to return, take some bytes more.
most=24
op=
while read -r address kind symbol rest; do
	if [ "$op" ]; then
		real=$((0x$address - 0x$begin))
		said=$(grep -A 1 "\"op\": \"$op\"" layout | sed -n 's/.*"bytes": //p')
		echo "$op: $real bytes, and $said by the estimate"
		distance=$((real - said))
		[ "${distance#-}" -le "$most" ] || fail "the estimate is off by $distance"
	fi
	op=${symbol#bpf__measured_ops_}
	begin=$address
done <symbols
grep -q '"pages": 1,' layout || fail 'they all lie in one page'
remove_module measured
