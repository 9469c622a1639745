# A type of Linux itself: a filter that was imported, implemented, and mends what a device sends.
for module in hid hid-generic uhid; do
	insmod "./$module.ko"
done
mkfifo moves
pointer <moves >said 2>&1 &
pointer=$!
exec 9>moves

# said_next TEXT: the next line of the device.
lines=0
said_next() {
	lines=$((lines + 1))
	for try in $(seq 300); do
		[ "$(wc -l <said)" -ge $lines ] && break
		kill -0 $pointer || { cat said; fail 'the device is gone'; }
		usleep 100000
	done
	sed -n ${lines}p said | grep -q -- "$1" || { cat said; fail "no '$1'"; }
}

said_next '^device '
number=$(sed -n 's/^device //p' said)
echo 5 7 >&9
said_next "^usage 0, 'structops pointer', report \[00, 05, 07\]$"

hid-bpf --check
refused 'EINVAL' hid-bpf --device ffff
in_background hid-bpf --device "$number"
# The descriptor was fixed up: the driver has probed again, and takes it for a mouse.
echo 5 7 >&9
said_next "^usage 2, 'structops pointer Mouse', report \[00, fb, 07\]$"
echo -9 -2 >&9
said_next "^usage 2, 'structops pointer Mouse', report \[00, 09, fe\]$"
stop_background
cat background.out
grep -q '^[1-9][0-9]* descriptors, 2 reports$' background.out || fail 'the programs did something else'

echo 5 7 >&9
said_next "^usage 0, 'structops pointer', report \[00, 05, 07\]$"
exec 9>&-
wait $pointer || { cat said; fail 'the device ended badly'; }
cat said
for module in uhid hid_generic hid; do
	remove_module $module
done
