# The module calls both ops of an instance before it accepts it.
insmod /guest/dummy.ko
dummy-add-sub
logged 'add(20, 22) returned: 42' 'sub(20, 22) returned: -2'

# One that calculates wrongly is refused, in words, and leaves nothing behind.
refused 'kind: Refused errno: Some(22)' instance attach wrong_sum.bpf.o --ty dummy_ops --module dummy
grep -qF 'dummy_ops: 7 + 8 is -1, not 15' refused.out || fail 'the error does not say why'
refused 'dummy_ops: 7 - 8 is 1, not -1' \
	instance attach wrong_difference.bpf.o --ty dummy_ops --module dummy
dmesg -c >/dev/null
echo >/proc/dummy_trigger
logged 'No struct_ops registered'
dummy-add-sub
logged 'add(20, 22) returned: 42'
remove_module dummy
