# Every change of a reference, crosswise, with libbpf alone. The codes are those of
# `structops-gen compat`.
object=

load() {
	refused "$2" crosswise "$object" "row_$1"
	grep -q 'error: load' refused.out || fail "$object $1 was loaded"
}

# gives_pointer OP: it loads, and the caller takes the address of a task for a number.
gives_pointer() {
	dmesg -c >/dev/null
	crosswise "$object" "row_$1" >runs.out 2>&1 || { cat runs.out; fail "$object $1"; }
	dmesg | grep -Eq "$1\(current\) returned: -[0-9]{10,}" || fail "$1 gave no pointer"
}

# Each is what its own version takes.
own() {
	for map in lent owned to_pointer to_number other; do
		crosswise "$object" "row_$map" >runs.out 2>&1 || { cat runs.out; fail "$object $map"; }
	done
}

insmod owns_two.ko
object=two.bpf.o
own
object=one.bpf.o
# CO28, CO27
load lent 'release'
load owned 'Unreleased reference'
# CO32, CO33: a referenced pointer may be given to the kernel, as whatever it takes. CO34
load to_pointer 'At program exit'
gives_pointer to_number
load other 'R0'
remove_module owns_two

insmod owns.ko
object=one.bpf.o
own
object=two.bpf.o
load lent 'Unreleased reference'
load owned 'release'
gives_pointer to_pointer
load to_number 'At program exit'
load other 'R0'
remove_module owns
