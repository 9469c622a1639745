# Functions for the scripts of the cases.

trigger_file=/proc/bpf_testmod_trigger
trace=/sys/kernel/tracing/trace

fail() {
	echo "FAIL: $*"
	dmesg | tail -n 20
	exit 1
}

# logged TEXT...: the kernel log of this case holds each of the texts.
logged() {
	for text in "$@"; do
		dmesg | grep -qF -- "$text" || fail "the kernel log lacks '$text'"
	done
}

not_logged() {
	! dmesg | grep -qF -- "$1" || fail "the kernel log has '$1'"
}

# in_order FILE TEXT...: the texts stand in the file, one after the other.
in_order() {
	file=$1
	shift
	at=0
	for text in "$@"; do
		next=$(tail -n +$((at + 1)) "$file" | grep -nF -- "$text" | head -n 1 | cut -d : -f 1)
		[ "$next" ] || fail "'$text' is not where it should be in $file"
		at=$((at + next))
	done
}

# refused TEXT COMMAND...: the command exits with 1 and says the text.
refused() {
	text=$1
	shift
	status=0
	"$@" >refused.out 2>&1 || status=$?
	cat refused.out
	[ "$status" = 1 ] || fail "status $status instead of 1: $*"
	grep -qF -- "$text" refused.out || fail "no word of '$text': $*"
}

# in_background COMMAND...: starts it and waits until it says that it is attached.
in_background() {
	# The words of an earlier call must not answer for this one.
	rm -f background.out
	: >background.out
	"$@" >>background.out 2>&1 &
	background=$!
	for try in $(seq 300); do
		grep -q attached background.out && return
		kill -0 "$background" 2>/dev/null || break
		usleep 100000
	done
	cat background.out
	fail "did not attach: $*"
}

stop_background() {
	kill -"${1:-TERM}" "$background"
	wait "$background" 2>/dev/null || true
}

trigger() {
	printf %s "${1:-Hello from userspace!}" >"$trigger_file"
}

# Map memory is freed by a worker: a removal right after the last close may come early.
remove_module() {
	for try in 1 2 3 4 5 6 7 8 9 10; do
		rmmod "$1" 2>rmmod.out && return
		usleep 100000
	done
	cat rmmod.out
	fail "cannot remove $1"
}

dmesg -c >/dev/null
echo >"$trace"
