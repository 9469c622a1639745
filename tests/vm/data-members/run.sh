# Data members are taken over or refused with a reason; a nullable argument must be
# checked; an unsupported op and a missing choice are refused.
insmod player.ko
player='--ty player_ops --module player'
in_background instance attach good.bpf.o $player --hold
printf x >/proc/player_trigger
logged 'returned: 41' "seek(current) returned: $$" 'peek(NULL) returned: -95'
stop_background

refused 'errno: Some(61)' instance attach no_name.bpf.o $player
logged 'player_ops: name must be set'
refused 'errno: Some(36)' instance attach endless_name.bpf.o $player
logged 'player_ops: name has no end mark'
refused 'errno: Some(34)' instance attach loud.bpf.o $player
logged 'player_ops: volume is 101, not from 0 to 100'
refused 'errno: Some(33)' instance attach flags.bpf.o $player
logged 'player_ops: flags is 0x4, flags outside of 0x3'
refused 'errno: Some(33)' instance attach mode.bpf.o $player
logged 'player_ops: mode is 7, none of its values'
refused 'errno: Some(61)' instance attach no_choice.bpf.o $player
logged 'player_ops: an instance must implement seek or peek'
refused "invalid mem access 'trusted_ptr_or_null_'" instance attach unchecked.bpf.o $player
refused 'attach to unsupported member legacy' instance attach unsupported.bpf.o $player
remove_module player
