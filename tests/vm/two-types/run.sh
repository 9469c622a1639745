# Two types of one module: each is attached, refused and detached without the other.
insmod /guest/house.ko
two-types >said
cat said
dmesg >log
in_order log 'door_ops registered' 'lamp_ops registered' \
	'open(3) returned: 103' 'dim(80) returned: 60' 'off() called' \
	'door_ops unregistered' 'No struct_ops registered' 'dim(80) returned: 60' \
	'lamp_ops unregistered'

# A second door is refused; lamps and the first door go on.
in_background two-types --period 1h
refused 'kind: AlreadyAttached' \
	instance attach second_door.bpf.o --ty door_ops --module house
dmesg -c >/dev/null
echo >/proc/door_trigger
echo >/proc/lamp_trigger
logged 'open(3) returned: 103' 'dim(80) returned: 60'
stop_background

# An instance of one type does not stand for the other.
in_background instance attach second_door.bpf.o --ty door_ops --module house --hold
dmesg -c >/dev/null
echo >/proc/door_trigger
echo >/proc/lamp_trigger
logged 'open(3) returned: 203' 'No struct_ops registered'
not_logged 'dim('
refused 'is an instance of `door_ops`, not one of `lamp_ops`' \
	instance attach second_door.bpf.o --ty lamp_ops --module house
stop_background
remove_module house
