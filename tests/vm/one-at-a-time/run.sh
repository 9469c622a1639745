# Calls do not overlap, however many come at once.
insmod /guest/exclusive.ko
steps() {
	command steps two.bpf.o --ty exclusive_ops --module exclusive "$@"
}
in_background one-at-a-time --period 1h
for writer in 1 2 3 4; do
	(for time in $(seq 10); do echo >/proc/exclusive_trigger; done) &
	writers="$writers $!"
done
for writer in $writers; do
	wait "$writer" || fail 'a writer failed'
done
calls=$(dmesg | grep -c 'enter() returned: 0$')
# The loader has triggered once itself.
[ "$calls" = 41 ] || fail "$calls of 41 calls were alone"
not_logged 'enter() returned: 1'

# There is one instance, in the words of a device that is taken, and it stays what it is.
refused 'kind: AlreadyAttached errno: Some(16)' steps attach:one
stop_background
steps attach:one fails:attach:two fails:update:one:two write:/proc/exclusive_trigger:x >said
cat said
in_order said 'EBUSY' 'kind: AlreadyAttached' 'done: fails:attach' 'EOPNOTSUPP' 'done: write'
dmesg | tail -n 3 | grep -qF 'enter() returned: 1' || fail 'the instance is another'
remove_module exclusive
