# Runs the steps of a trial one after the other. What it says of them are lines
# that begin with $word; all else is the output of the step that runs. The caller
# sets word, modules, loader, run_loader, load (which becomes the loader), step_limit, check_limit and checks.

say() {
	echo "$word $*"
}

uptime() {
	read -r seconds _ </proc/uptime
	echo "$seconds"
}

# step LIMIT NAME COMMAND..: 124 when the limit ran out. The command runs beside us,
# so that one that cannot be killed, an insmod that hangs, does not stop us, too.
step() {
	limit=$1 name=$2
	shift 2
	since=$(uptime)
	say begin "$name" "$since"
	rm -f status
	{
		# The status of a command that fails is told like any other.
		set +e
		(
			set -e
			"$@"
		)
		echo $? >status.new
		mv status.new status
	} &
	last=${since%.*}
	while [ ! -e status ]; do
		usleep 100000
		now=$(uptime)
		now=${now%.*}
		if [ "$((now - ${since%.*}))" -gt "$limit" ]; then
			echo 124 >status
			kill -9 -1
		elif [ "$((now - last))" -ge 5 ]; then
			last=$now
			say alive
		fi
	done
	read -r status <status
	say end "$name" "$status" "$(uptime)"
	# Nothing that follows is worth its time on a machine that hangs.
	[ "$status" != 124 ] || exit 124
	return "$status"
}

insert() {
	for module in $modules; do
		insmod "/guest/$module.ko" || return
	done
}

# What the core gives up it gives up after a grace period.
remove() {
	for module in $modules; do
		set -- "$module" "$@"
	done
	for module in "$@"; do
		for try in 1 2 3 4 5 6 7 8 9; do
			rmmod "$module" 2>/dev/null && continue 2
			sleep 1
		done
		rmmod "$module" || return
	done
}

# Starts the loader; `output` is what it says.
start() {
	: >output
	load "$@" >output 2>&1 &
	pid=$!
}

alive() {
	kill -0 "$pid" 2>/dev/null
}

# Waits for the loader to end, or to be attached: to say so, or to live on for SECONDS.
settled() {
	try=$(($1 * 10))
	while [ "$try" -gt 0 ] && alive; do
		! grep -qi attached output || break
		usleep 100000
		try=$((try - 1))
	done
}

# 77: the loader is not one that was generated, and has no --check.
preflight() {
	start --check
	settled 20
	if alive && grep -qi attached output; then
		kill "$pid"
		wait "$pid" || true
		return 77
	fi
	wait "$pid" && result=0 || result=$?
	if grep -q 'object and kernel fit' output; then
		cat output
		return "$result"
	fi
	if [ "$result" = 0 ] || grep -q -e --check output; then
		return 77
	fi
	cat output
	return "$result"
}

# With a trigger file: it triggers once and ends.
trigger() {
	load
}

# Without one it stays attached until it is told to end.
stay() {
	start
	settled 5
	if ! alive; then
		wait "$pid" && result=0 || result=$?
		cat output
		echo "it ended with status $result by itself; without a trigger it stays attached until SIGTERM"
		return 1
	fi
	kill -TERM "$pid"
	wait "$pid" && result=0 || result=$?
	cat output
	[ "$result" = 0 ] || echo "it ended with status $result after SIGTERM"
	return "$result"
}

check() {
	case $1 in
	script) sh -e "/guest/$2" ;;
	program) "/guest/$2" ;;
	esac
}

export STRUCTOPS_MODULES="$modules" STRUCTOPS_LOADER="/guest/$loader"
failed=0
# A type that the kernel has already comes without a module.
if [ "$modules" ]; then
	step "$step_limit" insmod insert || exit 1
fi
step "$step_limit" preflight preflight || [ "$status" = 77 ] || failed=1
[ "$failed" = 1 ] || step "$step_limit" loader "$run_loader" || failed=1
if [ "$failed" = 0 ]; then
	for one in $checks; do
		step "$check_limit" "check ${one#*:}" check "${one%%:*}" "${one#*:}" || failed=1
	done
fi
if [ "$modules" ]; then
	step "$step_limit" rmmod remove || failed=1
fi
exit "$failed"
