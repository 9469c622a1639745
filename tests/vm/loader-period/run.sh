# The loader stays attached and triggers again until it is told to stop.
insmod /guest/bpf_testmod.ko
for signal in INT TERM; do
	dmesg -c >/dev/null
	in_background bpf-testmod --period 200ms
	for try in $(seq 100); do
		[ "$(grep -c 'Triggered struct_ops again...' background.out)" -ge 2 ] && break
		usleep 100000
	done
	stop_background $signal
	cat background.out
	[ "$(grep -c 'Triggered struct_ops again...' background.out)" -ge 2 ] || fail 'no second trigger'
	grep -qx 'Detached.' background.out || fail "SIG$signal did not end it cleanly"
	logged 'bpf_testmod_ops unregistered'
done
remove_module bpf_testmod
