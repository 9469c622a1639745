# One op may sleep, the other may not.
insmod /guest/fetch.ko
say() {
	printf %s "$*" >/proc/fetch
}
loader='steps two.bpf.o --ty fetch_ops --module fetch'
# far BLOCK: calls the op, and returns when its program sleeps.
far() {
	dmesg -c >/dev/null
	say fetch "$1" &
	caller=$!
	for try in $(seq 300); do
		dmesg | grep -qF "block $1 is on its way" && return
		usleep 20000
	done
	fail "nobody fetches block $1"
}

in_background sleepable-ops
say fetch 7
say peek 7
logged 'fetch: block 7 holds 70' 'fetch: block 7 looks like -1'
stop_background

# The program that sleeps is refused for the other op, by name; and so is the helper that
# sleeps in a program that may not.
refused 'attach to unsupported member peek' \
	instance attach restless.bpf.o --ty fetch_ops --module fetch
logged 'fetch_ops: program restless is sleepable, its op may not sleep'
refused 'sleep' instance attach impatient.bpf.o --ty fetch_ops --module fetch

# Who detaches waits for a caller that sleeps inside: by closing the link, by force, and by
# the kernel's own hand.
in_background $loader attach:one stay
far 8
echo detaching >/dev/kmsg
stop_background
wait "$caller"
dmesg >log
in_order log 'detaching' 'fetch: detached while 0 wait'
grep -qF 'fetch: block 8 holds 80' log || fail 'a call is lost'

in_background $loader attach:one ready gone:one
far 9
echo detaching >/dev/kmsg
runtime detach-all
echo detached >/dev/kmsg
wait "$caller"
wait "$background" || fail 'the loader was not told'
dmesg >log
in_order log 'detaching' 'fetch: detached while 0 wait' 'detached'
grep -qF 'fetch: block 9 holds 90' log || fail 'a call is lost'

# So does who puts another instance in its place: nobody is inside the old one then.
in_background $loader attach:one ready waits:go update:one:two write:/proc/fetch:waiting \
	write:/proc/fetch:'fetch 3'
far 11
echo updating >/dev/kmsg
: >go
wait "$background" || fail 'the update failed'
wait "$caller"
dmesg >log
in_order log 'updating' 'fetch: 0 wait' 'fetch: block 3 holds 2'
grep -qF 'fetch: block 11 holds 110' log || fail 'a call is lost'
remove_module fetch
