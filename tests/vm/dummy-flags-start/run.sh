# What the loader writes into an instance before the load arrives in the module: in the hook
# that runs before the attach, and through the accessors after it.
insmod /guest/dummy_members.ko
printf x >/proc/dummy_count
logged 'dummy_ops: nothing to count with'

in_background dummy-flags-start
printf x >/proc/dummy_count
dmesg >log
in_order log 'dummy_ops: flags 0x0, start 1' \
	'dummy_ops: 1' 'dummy_ops: 2' 'dummy_ops: 3'
stop_background

dmesg -c >/dev/null
in_background dummy-flags-start --flags 3 --start 1
printf x >/proc/dummy_count
dmesg >log
in_order log 'dummy_ops: flags 0x3, start 1' 'dummy_ops: 1' 'dummy_ops: 0'
not_logged 'dummy_ops: -1'
stop_background

dmesg -c >/dev/null
in_background dummy-flags-start --start -40
printf x >/proc/dummy_count
dmesg >log
in_order log 'dummy_ops: flags 0x0, start -40' 'dummy_ops: -39' 'dummy_ops: -38'
stop_background

# The trait's own rule, and what only the hook knows.
refused 'EDOM' dummy-flags-start --flags 4
refused 'dummy_ops: start is -1, and would never stop at zero' \
	dummy-flags-start --flags 2 --start -1
dmesg -c >/dev/null
printf x >/proc/dummy_count
logged 'dummy_ops: nothing to count with'
remove_module dummy_members
