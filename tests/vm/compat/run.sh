# Every change of an op, crosswise: programs of the first version on the second module, and the
# reverse, with libbpf alone. The codes are those of `structops-gen compat`.
object=

# runs MAP TEXT: it loads and is called, and the kernel log says so.
runs() {
	dmesg -c >/dev/null
	crosswise "$object" "$1" >runs.out 2>&1 || { cat runs.out; fail "$object $1"; }
	logged "$2"
}

# load MAP TEXT: it is refused before it is attached.
load() {
	refused "$2" crosswise "$object" "$1"
	grep -q 'error: load' refused.out || fail "$object $1 was loaded"
}

# The type is not there at all: CO01, CO02.
object=one.bpf.o
load row_base 'struct_ops init_kern'

insmod cross_two.ko
# CO05 as well: the members are in another order.
runs row_base 'base(7) returned: 8'
# CO04
load row_gone 'Cannot find member gone in kernel BTF'
dmesg -c >/dev/null
crosswise one.bpf.o row_gone --null-missing >runs.out 2>&1 || { cat runs.out; fail 'nulled'; }
grep -q 'left out: row_gone.gone' runs.out || fail 'nothing was left out'
logged 'base(7) returned: 8'
# CO06
load row_closed 'attach to unsupported member closed'
# CO10, CO11
load row_nap 'attach to unsupported member nap'
runs row_doze 'doze(7) returned: 9'
# CO13, CO14
runs row_append 'append(7, 8) returned: 10'
load row_cut "doesn't have 2-th argument"
runs row_cut_unread 'cut(7) returned: 11'
# CO15, CO16, CO17: the value of another argument, without a word.
runs row_insert 'insert(100, 7, 8) returned: 100'
runs row_remove 'remove(7, 9) returned: 9'
runs row_reorder 'reorder(8, 7) returned: 8'
# CO18: 4294967303 is cut. CO19: -1 is 4294967295. CO20: the number of an enumerator.
runs row_widen 'widen(4294967303LL) returned: 7'
runs row_sign 'sign(-1) returned: 4294967295'
runs row_mode 'mode(CROSS_MODE_SHUFFLE) returned: 51'
# CO21: the weight of a disc as the position of a track.
runs row_target 'returned: 4'
# CO22: the number of a pointer. CO23
runs row_to_pointer 'returned: 2'
load row_to_number "invalid mem access 'scalar'"
# CO24: the upper half of a number.
runs row_value 'value(17179869187LL) returned: 4'
# The struct has grown: its last field is taken for what was behind it.
runs row_shifts 'shifts({...}, 7) returned: 9'
# CO90: one character was written, and three are read.
runs row_measure 'measure() called with buffer'
grep -q 'one measured 3' "$trace" || fail 'another length'
# CO25, CO26
load row_maybe 'invalid mem access'
runs row_sure 'returned: 6'
# CO29, CO30
load row_give 'R0 !read_ok'
runs row_keep 'keep(7) called'
# CO31: -1 becomes a large number.
runs row_result 'result(7) returned: 4294967295'
remove_module cross_two

object=two.bpf.o
insmod cross.ko
runs row_base 'base(7) returned: 8'
# CO03
load row_fresh 'Cannot find member fresh in kernel BTF'
dmesg -c >/dev/null
crosswise two.bpf.o row_fresh --null-missing >runs.out 2>&1 || { cat runs.out; fail 'nulled'; }
grep -q 'left out: row_fresh.fresh' runs.out || fail 'nothing was left out'
logged 'base(7) returned: 8'
# CO07
load row_opened 'attach to unsupported member opened'
# CO10, CO11
runs row_nap 'nap(7) returned: 9'
load row_doze 'attach to unsupported member doze'
# CO13, CO14
load row_append "doesn't have 2-th argument"
runs row_append_unread 'append(7) returned: 10'
runs row_cut 'cut(7, 8) returned: 11'
# CO15, CO16, CO17
runs row_insert 'insert(7, 8) returned: 8'
runs row_remove 'remove(7, 8, 9) returned: 8'
runs row_reorder 'reorder(7, 8) returned: 8'
# CO18, CO19, CO20
runs row_narrow 'narrow(4294967303LL) returned: 7'
runs row_sign 'sign(4294967295LL) returned: -1'
runs row_mode 'mode(1) returned: 51'
# CO21, CO22, CO23, CO24
runs row_target 'returned: 2'
load row_to_pointer "invalid mem access 'scalar'"
runs row_to_number 'returned: 2'
runs row_value 'returned: 17179869187'
load row_shifts "doesn't have 3-th argument"
# CO90
runs row_measure 'measure() called with buffer'
grep -q 'two measured 3' "$trace" || fail 'another length'
# CO25, CO26
runs row_maybe 'returned: 6'
load row_sure 'invalid mem access'
# CO29, CO30, CO31
runs row_give 'give(7) called'
load row_keep 'R0 !read_ok'
runs row_result 'result(7) returned: 5'
remove_module cross
