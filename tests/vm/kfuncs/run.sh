# Programs call functions of the module: what they take they give back, what may be NULL
# they look at first, and only programs of the module's own types call them at all.
insmod /guest/shelf.ko
in_background kfuncs --period 1h
parent=$(($$ % 4))
logged 'play(2, current) returned: 0' 'search() returned: 61' 'clean(1) returned: 1'
grep -qF 'somebody plays Fugue, off the shelf: 1' "$trace" || fail 'the title is not there'
grep -qF "the parent of $background likes track $parent" "$trace" || fail 'no favourite'
printf x >/proc/shelf_trigger
logged 'play(2, current) returned: 1'
./run_once ask.bpf.o >out
grep -qF 'run: 0, returned: 0' out || fail "the program says $(cat out)"
stop_background

shelf='--ty shelf_ops --module shelf'
refused 'Unreleased reference' instance attach leak.bpf.o $shelf
refused 'PTR_TO_BTF_ID' instance attach foreign.bpf.o $shelf
refused "ptr_or_null_'" instance attach unchecked.bpf.o $shelf
refused 'NULL pointer passed to trusted' instance attach null.bpf.o $shelf
refused 'invalid memory access' instance attach room.bpf.o $shelf
refused 'must be' instance attach walked.bpf.o $shelf
refused 'readonly map' instance attach text.bpf.o $shelf
refused 'sleepable' instance attach sleeps.bpf.o $shelf
refused 'Unreleased reference' instance attach endless.bpf.o $shelf
refused 'shelf_track_get is not allowed' ./run_once take.bpf.o

insmod pirate.ko
refused 'shelf_taken is not allowed' \
	instance attach pirate.bpf.o --ty pirate_ops --module pirate
remove_module pirate
refused 'shelf_taken is not allowed' ./run_once kernels_own.bpf.o
remove_module shelf
