# A type of Linux itself: a scheduler that was imported, implemented, and runs the machine.
state=/sys/kernel/sched_ext/state
[ "$(cat $state)" = disabled ] || fail 'there is a scheduler already'
sched-ext --check
in_background sched-ext
[ "$(cat $state)" = enabled ] || fail "the machine is not scheduled: $(cat $state)"
grep -q so_fifo /sys/kernel/sched_ext/root/ops || fail 'another scheduler runs'
# Work for it: processes that compute, and that wait for each other.
for i in 1 2 3 4; do
	seq 20000 | sort -n | md5sum >"sum$i" &
	pids="$pids $!"
done
wait $pids
cmp sum1 sum4 || fail 'the work came out differently'
stop_background
cat background.out
[ "$(cat $state)" = disabled ] || fail "it was not ejected: $(cat $state)"
grep -qE '^[1-9][0-9]* tasks, [1-9][0-9]+ enqueued, [1-9][0-9]+ runs, 1 exits$' background.out ||
	fail 'it did not schedule'
dmesg | grep sched_ext
logged 'BPF scheduler "so_fifo" enabled' 'BPF scheduler "so_fifo" disabled (unregistered from user space)'
