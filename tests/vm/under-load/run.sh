# For a minute four threads call, loaders attach, update and detach, others are killed at it,
# and the kernel lets go of what is attached: no call is lost or meets an instance that is
# not open, and nothing is left.
seconds=60
grep -q kasan_ /proc/kallsyms && seconds=10
mount -t bpf bpf /sys/fs/bpf 2>/dev/null || true
insmod load.ko
insmod caller.ko
churn() {
	command churn run "$1.bpf.o" --ty "$1_ops" --module load --id "$2" --seconds "$3"
}

# The first of each pins the counters.
churn solo 1 0
churn crowd 1 0
leaks=/sys/kernel/debug/kmemleak
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null || true
[ -w $leaks ] && echo clear >$leaks
command churn alive >before

# killed TYPE ID: loaders that never get to the end.
killed() {
	while [ ! -e over ]; do
		command churn run "$1.bpf.o" --ty "$1_ops" --module load --id "$2" \
			--seconds 1000 >/dev/null 2>&1 &
		victim=$!
		usleep 700000
		kill -9 "$victim" 2>/dev/null || true
		wait "$victim" 2>/dev/null || true
	done
}

printf start >/proc/load_caller
workers=
for id in 1 2; do
	for type in solo crowd; do
		churn $type $id $seconds >"$type.$id.out" 2>&1 &
		workers="$workers $!"
	done
done
killed solo 3 &
killers=$!
killed crowd 1 &
killers="$killers $!"
for second in $(seq $((seconds / 2))); do
	sleep 2
	printf detach >/proc/load_caller
done
for worker in $workers; do
	wait "$worker" || fail "a loader failed: $(cat ./*.out)"
done
: >over
for killer in $killers; do
	wait "$killer"
done
cat ./*.out
printf stop >/proc/load_caller

# Each call ran once, in an instance that was open, or gave the fallback.
for type in solo crowd; do
	line=$(dmesg | sed -n "s/^.*load_caller: $type //p")
	ran=${line#ran }
	ran=${ran%%,*}
	[ "$ran" -gt 1000 ] || fail "$type: $line"
	[ "${line##*, }" = 'odd 0.' ] || fail "$type: $line"
	counted=$(command churn count "/sys/fs/bpf/${type}_calls")
	[ "$counted" = "$ran" ] || fail "$type: $counted calls were counted, not $ran"
	grep -q ' updated, ' "$type.1.out" || fail "$type: no loader came to an end"
done

command churn alive >after
cmp before after || fail "left: $(cat before after)"
if [ -w $leaks ]; then
	echo scan >$leaks
	sleep 6
	echo scan >$leaks
	[ ! -s $leaks ] || fail "leaks: $(cat $leaks)"
fi
rm /sys/fs/bpf/solo_calls /sys/fs/bpf/crowd_calls
remove_module caller
remove_module load
