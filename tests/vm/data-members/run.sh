# The loader sets data members before it loads: the module takes them over, or refuses the
# instance and names the member and what it had.
insmod /guest/player.ko

# The values of the BPF source, where zero stands for 4096.
data-members
dmesg >log
in_order log 'player_ops registered' 'name is "deck"' 'volume is 50' 'flags is 0x0' \
	'mode is 0' 'buffer is 4096' 'equalizer is 00 00 00 00 00 00' 'balance is 01 00 01 00' \
	'play(7) returned: 7' 'player_ops unregistered'

# Those of the command line, each at an end of what is allowed.
dmesg -c >/dev/null
data-members --name 'fifteen letters' --volume 100 --flags 3 --mode shuffle --buffer 512 \
	--equalizer 1 2 3 4 5 255 --balance 256 0
dmesg >log
in_order log 'name is "fifteen letters"' 'volume is 100' 'flags is 0x3' 'mode is 1' \
	'buffer is 512' 'equalizer is 01 02 03 04 05 ff' 'balance is 00 01 00 00' \
	'play(7) returned: 7'
data-members --volume 0 --buffer 65536
logged 'volume is 0' 'buffer is 65536'

# A text that leaves no room for its end mark goes no further than the loader.
refused '`player_ops.name` is `char name[16]`, which does not hold "sixteen letters!"' \
	data-members --name 'sixteen letters!'

# refused_with TEXT NAME COMMAND...: the loader says which errno, and the module's reason.
refused_with() {
	reason="player_ops: $1"
	errno=$2
	shift 2
	dmesg -c >/dev/null
	refused "$reason" "$@"
	grep -qF -- "$errno (" refused.out || fail "not $errno"
	logged "$reason"
	not_logged 'player_ops registered'
}

refused_with 'volume is 101, not from 0 to 100' ERANGE data-members --volume 101
refused_with 'flags is 0x4, flags outside of 0x3' EDOM data-members --flags 4
refused_with 'buffer is 511, not from 512 to 65536' ERANGE data-members --buffer 511
refused_with 'buffer is 65537, not from 512 to 65536' ERANGE data-members --buffer 65537
refused_with 'name must be set' ENODATA data-members --name ''
refused_with 'balance must be set' ENODATA data-members --balance 0 0
player='--ty player_ops --module player'
refused_with 'name has no end mark' ENAMETOOLONG instance attach endless.bpf.o $player
refused_with 'mode is 7, none of its values' EDOM instance attach mode.bpf.o $player
refused_with "list is the kernel's own, leave it zero" EPERM \
	instance attach private.bpf.o $player

# The log holds refusals of before; only this attempt's are told.
! grep -q 'volume' refused.out || fail 'an old line of the log is told again'
# Without the log the number is left, and where to look.
mount --bind /dev/null /dev/kmsg
refused 'ERANGE (a data member is out of its range)' data-members --volume 101
! grep -q 'volume is' refused.out || fail 'a log that cannot be read was read'
grep -qF 'dmesg | tail' refused.out || fail 'no word of where to look'
umount /dev/kmsg
remove_module player
