# Every change of a kfunc, crosswise, with libbpf alone. The codes are those of
# `structops-gen compat`. An object has one program: libbpf looks up every kfunc of an object.
runs() {
	dmesg -c >/dev/null
	crosswise "$1.bpf.o" "row_${1#*_}" >runs.out 2>&1 || { cat runs.out; fail "$1"; }
	logged "$2"
}

load() {
	refused "$2" crosswise "$1.bpf.o" "row_${1#*_}"
	grep -q 'error: load' refused.out || fail "$1 was loaded"
}

insmod calls.ko
runs one_gone 'base(7) returned: 8'
runs one_shape 'base(7) returned: 9'
runs one_number 'base(7) returned: 4294967303'
runs one_waits 'base(7) returned: 10'
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
# CO60
load one_waits 'sleep'
remove_module calls_two
