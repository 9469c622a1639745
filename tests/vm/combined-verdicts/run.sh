# The module asks all instances in the order in which they came, until one has decided.
insmod /guest/verdicts.ko
say() {
	printf %s "$*" >/proc/verdicts
}
steps() {
	command steps rules.bpf.o --ty verdict_ops --module verdicts "$@"
}

say judge 23
say handle 2
logged 'verdicts: port 23 gets 0' 'verdicts: event 2 is handled by 0'
in_background combined-verdicts
say judge 23
say judge 2323
say judge 8080
say handle 2
say handle 3
say handle 11
# The first that is not 0 wins: both refuse port 23.
logged 'verdicts: port 23 gets -13' 'verdicts: port 2323 gets -1' 'verdicts: port 8080 gets 0' \
	'verdicts: event 2 is handled by 1' 'verdicts: event 3 is handled by 2' \
	'verdicts: event 11 is handled by 0'
stop_background

# The order is that of the attach, not of the object.
dmesg -c >/dev/null
steps attach:second attach:first write:/proc/verdicts:'judge 5' \
	detach:second write:/proc/verdicts:'judge 5'
dmesg >log
in_order log 'port 5 gets -2' 'port 5 gets -1'

# One map is one instance; the module takes four; a place that becomes free is taken again.
steps attach:first fails:attach:first attach:second attach:third attach:fourth \
	fails:attach:fifth detach:first attach:fifth >said
cat said
in_order said 'EALREADY' 'errno: Some(114)' \
	'verdict_ops: there are 4 rules already' 'errno: Some(28)' 'done: attach:fifth'
remove_module verdicts
