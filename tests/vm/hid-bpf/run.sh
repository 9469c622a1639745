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
said_next "^usage 0, report \[00, 05, 07\]$"

hid-bpf --check
refused 'EINVAL (there is no device `hid_id`' hid-bpf --device ffff
in_background hid-bpf --device "$number"
# The descriptor was fixed up, and the driver has probed again.
echo 5 7 >&9
said_next "^usage 2, report \[00, fb, 07\]$"
echo -9 -2 >&9
said_next "^usage 2, report \[00, 09, fe\]$"
stop_background
cat background.out
grep -q '^[1-9][0-9]* descriptors, 2 reports$' background.out || fail 'the programs did something else'

echo 5 7 >&9
said_next "^usage 0, report \[00, 05, 07\]$"
exec 9>&-
dmesg >log
in_order log 'Device [structops pointer]' 'Mouse [structops pointer]' 'Device [structops pointer]'
wait $pointer || { cat said; fail 'the device ended badly'; }
cat said
for module in uhid hid_generic hid; do
	remove_module $module
done
