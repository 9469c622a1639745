# Several instances at a time, which the module finds by their names.
insmod /guest/policies.ko
say() {
	printf %s "$*" >/proc/policies
}
steps() {
	command steps policies.bpf.o --ty policy_ops --module policies "$@"
}

say serve eager 10
logged 'policies: there is no eager'
in_background named-policies
say list
say serve eager 10
say serve lazy 10
say serve nobody 10
dmesg >log
in_order log 'policies: eager is ready' 'policies: lazy is full' \
	'policies: eager serves 10 of 10' 'policies: lazy serves 5 of 10' \
	'policies: there is no nobody'

# A name that is taken, by whomever.
refused 'EEXIST' named-policies
grep -qF 'policy_ops: name "eager" is taken by another instance' refused.out || fail 'which name?'
refused 'kind: Refused errno: Some(17)' \
	instance attach twin.bpf.o --ty policy_ops --module policies
# No word, and none at all.
refused 'policy_ops: name "two words" is no word' instance attach wordy.bpf.o --ty policy_ops --module policies
refused 'ENODATA' instance attach nameless.bpf.o --ty policy_ops --module policies

# Who holds a reference gets the fallbacks once the instance is gone. Its name is free then.
say hold lazy
say held 10
stop_background
say held 10
logged 'policies: the held one serves 5, and is attached' \
	'policies: the held one serves 0, and is gone'
say list
dmesg -c >/dev/null
steps attach:lazy write:/proc/policies:'held 10' write:/proc/policies:'serve lazy 10' detach:lazy
logged 'policies: the held one serves 0, and is gone' 'policies: lazy serves 2 of 10'

# One map is one instance, whatever was attached before.
steps attach:lazy fails:attach:lazy write:/proc/policies:'serve lazy 10' >said
cat said
in_order said 'EALREADY' 'errno: Some(114)' 'done: write'

# Another map takes its place under the same name only, and only one that is not attached.
dmesg -c >/dev/null
steps attach:lazy attach:eager \
	fails:update:lazy:third fails:update:lazy:eager fails:update:lazy:lazy \
	write:/proc/policies:'serve lazy 10' \
	update:lazy:lazier write:/proc/policies:'serve lazy 10' \
	update:lazy:lazy write:/proc/policies:'serve lazy 10' >said
cat said
in_order said 'policy_ops: name stays what it is' 'errno: Some(18)' \
	'EALREADY' 'errno: Some(114)' 'EALREADY' 'errno: Some(114)'
dmesg >log
in_order log 'lazy serves 2 of 10' 'lazy serves 0 of 10' 'lazy serves 2 of 10'

# The kernel lets go of one of them; the other stays, and the loader is told.
dmesg -c >/dev/null
steps attach:lazy attach:eager write:/proc/policies:'detach lazy' gone:lazy \
	write:/proc/policies:'serve lazy 10' write:/proc/policies:'serve eager 10' \
	attach:lazy write:/proc/policies:'serve lazy 10'
dmesg >log
in_order log 'there is no lazy' 'eager serves 10 of 10' 'lazy serves 2 of 10'
remove_module policies
