# An instance belongs to the object that it names; others go on without one.
insmod /guest/objects.ko
in_background per-object --id 2
printf '1 5000' >/proc/objects
printf '2 5000' >/proc/objects
logged 'objects: 1 holds 5000, as it was' 'objects: 2 holds 1000, filtered'

# Another one for another object at the same time, and none twice.
first=$background
in_background per-object --id 3
printf '3 7000' >/proc/objects
logged 'objects: 3 holds 1000, filtered'
refused 'object_ops: id 2 is taken by another instance' per-object --id 2
grep -qF 'EEXIST' refused.out || fail 'which errno?'

# There is no such object; and the refused one leaves nothing behind.
refused 'object_ops: there is no object 4' per-object --id 4
refused 'ENODATA' per-object --id 0

# The one goes, the other stays.
stop_background
dmesg -c >/dev/null
printf '3 7000' >/proc/objects
printf '2 7000' >/proc/objects
logged 'objects: 3 holds 7000, as it was' 'objects: 2 holds 1000, filtered'
background=$first
stop_background
printf '2 7000' >/proc/objects
logged 'objects: 2 holds 7000, as it was'
remove_module objects
