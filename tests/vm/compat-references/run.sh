# Every change of a reference, crosswise, with libbpf alone: all are refused at load. The codes
# are those of `structops-gen compat`.
object=

load() {
	refused "$2" crosswise "$object" "$1"
	grep -q 'error: load' refused.out || fail "$object $1 was loaded"
}

# Each is what its own version takes.
own() {
	for map in lent owned to_pointer to_number other; do
		crosswise "$object" "$map" >runs.out 2>&1 || { cat runs.out; fail "$object $map"; }
	done
}

insmod owns_two.ko
object=two.bpf.o
own
object=one.bpf.o
# CO28, CO27
load lent 'release'
load owned 'Unreleased reference'
# CO32, CO33, CO34
load to_pointer 'At program exit'
load to_number 'Unreleased reference'
load other 'R0'
remove_module owns_two

insmod owns.ko
object=one.bpf.o
own
object=two.bpf.o
load lent 'Unreleased reference'
load owned 'release'
load to_pointer 'Unreleased reference'
load to_number 'At program exit'
load other 'R0'
remove_module owns
