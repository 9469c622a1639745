# What an instance must implement, and what callers get: while nothing is attached, from a
# program, and from an op that was left out.
insmod train.ko

# asks TEXT: another module calls the ops and gets these results.
asks() {
	dmesg -c >/dev/null
	insmod station.ko
	logged "station: $1"
	rmmod station
}

# -ENODEV and `#[idle]` of the required ops, the fallbacks of the others.
asks 'drive -19, distance 5, brake -95, coast -95'
in_background required-ops --period 1h
logged 'drive(80) returned: 80' 'distance() returned: 80' 'brake() returned: -95' \
	'coast() returned: 0'
asks 'drive 80, distance 160, brake -95, coast 0'
stop_background
asks 'drive -19, distance 5, brake -95, coast -95'

train='--ty train_ops --module train'
refused 'train_ops: an instance must implement drive' instance attach no_drive.bpf.o $train
grep -qF 'ENODATA (' refused.out || fail 'not ENODATA'
refused 'train_ops: an instance must implement brake or coast' \
	instance attach no_choice.bpf.o $train
grep -qF 'ENODATA (' refused.out || fail 'not ENODATA'
refused 'attach to unsupported member whistle' instance attach unsupported.bpf.o $train

# The other choice alone is as good.
in_background instance attach braking.bpf.o $train --hold
asks 'drive 80, distance 0, brake 0, coast -95'
stop_background
remove_module train
