# Every change of a data member, crosswise, with libbpf alone. The codes are those of
# `structops-gen compat`; an instance is named for the version that it was built for.
runs() {
	dmesg -c >/dev/null
	crosswise stock.bpf.o "$@" >runs.out 2>&1 || { cat runs.out; fail "$*"; }
	logged 'base(7) returned: 8'
}

load() {
	refused "$2" crosswise stock.bpf.o "$1"
	grep -q 'error: load' refused.out || fail "$1 was loaded"
}

insmod stock_two.ko
# CO35: what the kernel has more is zero.
runs turn_two
runs added
# CO36
load removed 'Cannot find member removed in kernel BTF'
runs removed_zero
runs removed --null-missing
# CO39, CO40: of zeros as well.
load size_one 'Error in size of member'
load kind_one 'Unmatched member type'
# CO41: 4294967295 is taken for -1, which the second version accepts.
runs retyped_one
# CO12
load turn_one 'Unmatched member type'
remove_module stock_two

insmod stock.ko
runs turn_one
# CO35
load added 'Cannot find member added in kernel BTF'
runs added_zero
runs added --null-missing
# CO36
runs removed
load size_two 'Error in size of member'
load kind_two 'Unmatched member type'
runs retyped_two
load turn_two 'Unmatched member type'
remove_module stock

# Structs by value, whose bytes are copied as they are.
insmod boxes.ko
runs grown_one --trigger /proc/grown_trigger
runs turned_one --trigger /proc/turned_trigger
# CO39
load grown_two 'Error in size of member'
remove_module boxes

insmod boxes_two.ko
runs grown_two --trigger /proc/grown_trigger
load grown_one 'Error in size of member'
# CO41: what was left is right.
runs turned_one --trigger /proc/turned_trigger
remove_module boxes_two
