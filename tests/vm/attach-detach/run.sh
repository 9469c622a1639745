# What runs when an instance comes, is replaced and goes, in which order; and what undoes it.
insmod /guest/session.ko
dmesg -c >/dev/null
steps() {
	command steps sessions.bpf.o --ty session_ops --module session "$@"
}
# log_is LINE...: these are the lines of the module, and no others.
log_is() {
	dmesg -c | sed -n 's/^.*\] session: //p' >log
	for line in "$@"; do
		echo "$line"
	done >expected
	cmp expected log || fail "the log is: $(cat log)"
}

in_background attach-detach
printf x >/proc/session
stop_background
log_is 'reg of 1' 'open' 'work gives 42' 'close' 'unreg of 1'

# The new one comes before the old one goes.
steps attach:one update:one:two write:/proc/session:x detach:one
log_is 'reg of 1' 'open 1' \
	'open 2' 'update of 1 to 2' 'close 1' 'work gives 2' \
	'close 2' 'unreg of 2'

# The program's errno refuses the attach: what it had not opened is not closed.
steps fails:attach:denied fails:attach:positive fails:attach:huge write:/proc/session:x >said
cat said
in_order said 'errno: Some(13)' 'errno: Some(22)' 'errno: Some(4095)'
log_is 'reg of 3' 'open 3' 'unreg of 3' 'reg of 4' 'open 4' 'unreg of 4' \
	'reg of 5' 'open 5' 'unreg of 5' 'work gives 0'

# And an update, which leaves the old one running: its own errno, or the hook's after it.
steps attach:two fails:update:two:denied write:/proc/session:x \
	fails:update:two:one write:/proc/session:x \
	fails:update:two:two write:/proc/session:x detach:two >said
cat said
in_order said 'errno: Some(13)' 'session_ops: 1 is older than 2' 'errno: Some(116)' \
	'errno: Some(114)'
dmesg | grep -v 'is older' >kept
log_is 'reg of 2' 'open 2' 'open 3' 'work gives 2' \
	'open 1' 'close 1' 'work gives 2' 'work gives 2' 'close 2' 'unreg of 2'
remove_module session
