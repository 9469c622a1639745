# Every change of a struct or an enum, crosswise, with libbpf alone. The codes are those of
# `structops-gen compat`.
object=

runs() {
	dmesg -c >/dev/null
	crosswise "$object" "$1" >runs.out 2>&1 || { cat runs.out; fail "$object $1"; }
	logged "$2"
}

load() {
	refused "$2" crosswise "$object" "$1"
	grep -q 'error: load' refused.out || fail "$object $1 was loaded"
}

relocation='failed to resolve CO-RE relocation'
object=one.bpf.o
insmod items_two.ko
# CO45: `Loop` is another number now. CO46, CO47: 3 is not known to the program.
runs row_loop 'mode(ITEMS_MODE_LOOP) returned: 0'
runs row_mode 'mode(ITEMS_MODE_LOOP) returned: 43'
runs row_limit 'limit(ITEMS_LIMIT) returned: 8'
# CO49
load row_gone "$relocation"
# CO50
runs row_moved 'returned: 1'
# CO51: unsigned ones are read as wide as they are, a signed one is not read.
runs row_wide 'returned: 3'
load row_whole "$relocation"
# Of an array the elements count; whoever copies it gets what is behind it.
runs row_element 'returned: 3'
load row_beyond "$relocation"
runs row_copied 'returned: 99'
# CO52: -5 is 4294967291.
runs row_retyped 'returned: 4294967291'
# CO53
load row_kind "$relocation"
# CO54
load row_taken 'field taken of struct items_track is read-only'
remove_module items_two

object=two.bpf.o
insmod items.ko
runs row_loop 'mode(ITEMS_MODE_LOOP) returned: 0'
# CO47: the number that was `Loop` is taken for `Added`.
runs row_mode 'mode(ITEMS_MODE_LOOP) returned: 51'
runs row_limit 'limit(ITEMS_LIMIT) returned: 7'
# CO48
load row_added "$relocation"
runs row_moved 'returned: 1'
runs row_wide 'returned: 3'
# CO51: 4294967299 is cut to 3 where the program keeps it.
runs row_narrow 'returned:'
load row_whole "$relocation"
runs row_element 'returned: 3'
runs row_retyped 'returned: 5'
load row_kind "$relocation"
# CO55
load row_given 'field given of struct items_track is read-only'
remove_module items
