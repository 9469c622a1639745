# Programs and instances of an object in one call.
insmod crew.ko
both='--ty crew_ops --ty deck_ops'

# Programs come first and go last: they see the instances come and go.
loader all ship.bpf.o $both >said 2>errors || { cat errors; fail 'not attached'; }
cat said
[ ! -s errors ] || { cat errors; fail 'libbpf is not silent'; }
grep -qx 'programs: watch_call watch_attach watch_detach' said || fail 'other programs'
grep -qx 'instances: crew deck' said || fail 'other instances'
grep -qx 'attached: 1 calls, 1 attached, 0 detached' said || fail 'they did not see it'
grep -qx 'detached: 1 calls, 1 attached, 1 detached' said || fail 'they did not see it go'
logged 'call() returned: 1' 'deck_ops registered' 'deck_ops unregistered'

# The same when it is asked for, also of programs whose links the kernel cannot detach.
loader all ship.bpf.o $both --detach >said || fail 'not detached'
grep -qx 'detached: 1 calls, 1 attached, 1 detached' said || fail 'they did not see it go'
grep -qx 'left: 0 links' said || fail 'something is left attached'

# all_refused TEXT ARGS...: an error, and what was attached before it is detached.
all_refused() {
	refused "$1" loader all $2
	grep -qx 'left: 0 links' refused.out || fail 'something is left attached'
}

dmesg -c >/dev/null
all_refused 'map `deck` is an instance of `deck_ops`, not one of `crew_ops`' \
	'ship.bpf.o --ty crew_ops'
not_logged 'crew_ops registered'
all_refused 'cannot attach program `watch_nothing`' 'wreck.bpf.o --ty crew_ops'
grep -qF 'kind: Program' refused.out || fail 'another kind'
not_logged 'crew_ops registered'

# Such a link must not outlive the object.
all_refused 'its link must go before the object does' 'probe.bpf.o --ty crew_ops'

# The last step fails: somebody has the place of the second instance.
in_background instance attach ship.bpf.o --ty crew_ops --module crew --hold
all_refused '`crew_ops` is already attached' "ship.bpf.o $both"
stop_background
remove_module crew
