# Every change of a kfunc, crosswise, with libbpf alone. The codes are those of
# `structops-gen compat`. An object has one program: libbpf looks up every kfunc of an object.
runs() {
	dmesg -c >/dev/null
	crosswise "$1.bpf.o" "row_${1#*_}" >runs.out 2>&1 || { cat runs.out; fail "$1"; }
	logged "$2"
}

without_boot() {
	/guest/setpriv --bounding-set -sys_boot --inh-caps -sys_boot \
		crosswise "$1.bpf.o" "row_${1#*_}"
}

load() {
	refused "$2" crosswise "$1.bpf.o" "row_${1#*_}"
	grep -q 'error: load' refused.out || fail "$1 was loaded"
}

insmod calls.ko
runs one_gone 'base(7) returned: 8'
runs one_shape 'base(7) returned: 9'
runs one_number 'base(7) returned: 4294967303'
runs one_order 'base(7) returned: 10'
runs one_waits 'base(7) returned: 10'
# CO63, CO64, CO69, CO70: nothing is missed.
runs one_get 'base(7) returned: 10'
runs one_takes 'base(7) returned: 13'
runs one_kinds 'base(7) returned: 15'
runs one_walks 'base(7) returned: 16'
# CO67: without a capability.
runs one_heavy 'base(7) returned: 14'
dmesg -c >/dev/null
without_boot one_heavy || fail 'it is not destructive'
logged 'base(7) returned: 14'
# CO57
load two_added 'not found in kernel or module BTFs'
# CO58
load two_shape 'incompatible'
# CO59: the kernel's function gives 64 bits.
runs two_number 'base(7) returned: 7'
# CO61
load two_hurries 'sleep'
remove_module calls

insmod calls_two.ko
runs two_added 'base(7) returned: 12'
runs two_hurries 'base(7) returned: 11'
# CO56
load one_gone 'not found in kernel or module BTFs'
load one_shape 'incompatible'
# CO59: 4294967303 is cut.
runs one_number 'base(7) returned: 7'
# The first is taken for the second: 10 is -10.
runs one_order 'base(7) returned: 4294967286'
# CO60
load one_waits 'sleep'
# CO62
load one_get 'ptr_or_null_'
# CO65
load one_takes 'NULL pointer passed to trusted'
# CO68
load one_kinds 'calls_kinds is not allowed'
# CO71
load one_walks 'must be'
# CO66
runs one_heavy 'base(7) returned: 14'
refused 'CAP_SYS_BOOT' without_boot one_heavy
remove_module calls_two
