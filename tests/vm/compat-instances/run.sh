# Every change of an option, of a key, of a fallback, crosswise, with libbpf alone. The codes are
# those of `structops-gen compat`; of each pair one is the way back of the other.

# runs TYPE MAP TEXT...: it loads, is attached and called, and the kernel log says so.
runs() {
	path=/proc/cross_$1
	map=$2
	shift 2
	dmesg -c >/dev/null
	crosswise kinds.bpf.o "$map" --trigger "$path" >runs.out 2>&1 || { cat runs.out; fail "$map"; }
	logged "$@"
}

# refused_at STEP TYPE MAP TEXT
refused_at() {
	dmesg -c >/dev/null
	refused "$4" crosswise kinds.bpf.o "$3" --trigger "/proc/cross_$2"
	grep -q "error: $1" refused.out || fail "$3 got beyond $1"
}

# two WHAT TYPE MAP...
two() {
	what=$1
	path=/proc/cross_$2
	shift 2
	dmesg -c >/dev/null
	./two "$what" "$path" "$@"
}

insmod kinds.ko
# CO72, CO73
runs link plain 'base(7) returned: 8'
runs link linked 'base(7) returned: 8'
# CO74, CO75
two both many many_one many_two || fail 'two instances'
[ "$(dmesg | grep -cF 'base(7) returned: 8')" = 2 ] || fail 'both are called'
# CO76, CO77
refused 'error: attach another: File exists' two both label label_one label_same
two both label label_one label_two || fail 'two values'
# CO78, CO79
two replace trade trade_one trade_two || fail 'it was not replaced'
logged 'base(7) returned: 8'
# CO80, CO81
runs help helped 'base(7) returned: 8'
# CO82, CO83
runs choice neither 'base(7) returned: 8'
runs choice other 'other() returned: 3'
# CO84, CO86, CO87
runs fall left_out 'left(7) returned: 5'
runs fall set 'base(7) returned: 8'
# CO85: the subsystem calls it.
runs fall comes 'comes() returned: -5'
# CO88, CO89: nobody meets anybody.
two together turn turn || fail 'turn'
logged 'base(7) returned: 7'
not_logged 'returned: 100'
remove_module kinds

insmod kinds_two.ko
# CO72, CO73
refused_at attach link plain 'not supported'
logged 'link_ops: a map without a link is refused'
runs link linked 'base(7) returned: 8'
# CO74, CO75
refused 'error: attach another: File exists' two both many many_one many_two
# CO76, CO77
two both label label_one label_same || fail 'two of one value'
# CO78, CO79
refused 'error: replace: Operation not supported' two replace trade trade_one trade_two
# CO80, CO81
refused_at load help helped 'bpf_ktime_get_ns'
# CO82, CO83
refused_at attach choice neither 'No data available'
logged 'choice_ops: an instance must implement'
runs choice other 'other() returned: 3'
# CO84: another value, without a word.
runs fall left_out 'left(7) returned: 6'
# CO86, CO87
refused_at attach fall set 'Operation not permitted'
logged "plain is the kernel's own"
# CO85: it runs at the attach, and the number is taken for an errno.
refused_at attach fall comes 'Input/output error'
not_logged 'comes()'
# CO88, CO89: two at a time.
two together turn turn || fail 'turn'
logged 'base(7) returned: 100'
remove_module kinds_two
