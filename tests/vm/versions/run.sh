# Programs of two versions of a type, on modules of both: what libbpf and the kernel make of
# them, and what the loader chooses where an object has both flavors.
runs() {
	text=$1
	shift
	dmesg -c >/dev/null
	crosswise players.bpf.o "$@" >runs.out 2>&1 || { cat runs.out; fail "$*"; }
	logged "$text"
}

insmod player_two.ko
# The first version has an argument less, which nobody misses.
runs 'play(7, 100) returned: 8' player_v1
runs 'play(7, 100) returned: 107' player_v2
logged 'stop() returned: 4'
# Of both flavors the second one has more of what this kernel has.
runs 'play(7, 100) returned: 107' player_v1 player_v2 --choose
grep -q 'player_ops as player_ops___v2, without player_v1' runs.out || fail 'no word of the choice'
remove_module player_two

insmod player.ko
runs 'play(7) returned: 8' player_v1
# CO03: an op that is not set is not missed; one that is set is refused by its name, or left
# out on request.
runs 'play(7) returned: 9' without_stop
refused 'Cannot find member stop in kernel BTF' crosswise players.bpf.o with_stop
runs 'play(7) returned: 9' with_stop --null-missing
grep -q 'left out: with_stop.stop' runs.out || fail 'nothing was left out'
# Before the load, with the prototype.
refused 'lacks it' crosswise players.bpf.o with_stop --checked
grep -q 'int (\*stop)' refused.out || fail 'no prototype'
# CO13: an argument that the kernel does not have must not be read.
refused "doesn't have 2-th argument" crosswise players.bpf.o player_v2 --null-missing
runs 'play(7) returned: 8' player_v1 player_v2 --choose
grep -q 'player_ops as player_ops___v1, without player_v2' runs.out || fail 'no word of the choice'
# None of the flavors fits.
refused 'int (*play)' crosswise players.bpf.o player_v2 with_stop --checked
remove_module player
