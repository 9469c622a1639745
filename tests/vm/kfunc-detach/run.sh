# A program calls a kfunc that has the kernel detach its own instance: the call ends as
# usual, an event loop in user space wakes up, and another instance may come.
insmod quit.ko
for round in 1 2; do
	dmesg -c >/dev/null
	in_background loader await quit.bpf.o quit --ty quit_ops --module quit
	for call in 1 2 3; do
		echo >/proc/quit_trigger
	done
	wait "$background" || fail 'the event loop failed'
	grep -q 'detached by somebody else' background.out || fail 'the event loop slept on'
	logged 'work() returned: 1' 'work() returned: 2' 'work() returned: 3' \
		'quit_ops unregistered'
	echo >/proc/quit_trigger
	logged 'No struct_ops registered'
done
remove_module quit
