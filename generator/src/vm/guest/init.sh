#!/bin/busybox sh
# The first process of the guest: runs the scenarios of /vm/plan one after the
# other. What a scenario writes goes to the second serial port as it is; lines
# of our own carry the nonce, which no script gets to see. Each scenario is also
# marked in the kernel log, on the first serial port, where scripts can read: the
# marks are words of the plan, and each counts once.

bb=/bin/busybox
$bb mount -t proc proc /proc
$bb mount -t sysfs sysfs /sys
$bb mount -t devtmpfs devtmpfs /dev
read -r nonce </vm/nonce
$bb rm /vm/nonce
exec </dev/null >/dev/ttyS1 2>&1
$bb stty raw -echo </dev/ttyS1

mark() {
	read -r uptime _ </proc/uptime
	echo "$nonce $* $uptime"
}

# Processes of the scenario: neither our own nor kernel threads (children of 0
# and 2) and not zombies. After the name, stat says: state parent group session.
list_processes() {
	for folder in /proc/[0-9]*; do
		read -r stat 2>/dev/null <"$folder/stat" || continue
		set -- ${stat##*) }
		[ "$1" != Z ] && [ "$2" != 0 ] && [ "$2" != 2 ] && [ "$4" != "$session" ] || continue
		read -r process 2>/dev/null <"$folder/comm" && echo "$process"
	done
}

list_modules() {
	while read -r module _; do
		echo "$module"
	done </proc/modules
}

list_pins() {
	for pin in /sys/fs/bpf/*; do
		case $pin in
		'/sys/fs/bpf/*' | *.debug) ;;
		*) echo "$pin" ;;
		esac
	done
}

# What a script has killed without waiting for it may take a moment to end.
settle() {
	for try in 1 2 3 4 5; do
		[ -z "$(list_processes)" ] && return
		usleep 100000
	done
}

# Leaves the guest as the scenario found it; fails if that cannot be had.
clean() {
	kill -9 -1
	list_pins | while read -r pin; do rm -rf "$pin"; done
	for try in 1 2 3 4 5 6 7 8 9 10; do
		list_modules | xargs -r -n 1 rmmod 2>/dev/null
		[ -z "$(list_processes)$(list_pins)$(list_modules)" ] && return
		usleep 500000
	done
	return 1
}

# run INDEX NAME LIMIT LOG_START LOG_END
run() {
	cd "/run/$2" || return
	echo "$4" >/dev/kmsg
	mark start "$1"
	rm -f /vm/late
	setsid sh -e "/vm/scenario/$1" &
	script=$!
	(sleep "$3" && : >/vm/late && kill -9 "$script") &
	timer=$!
	wait "$script" 2>/dev/null
	status=$?
	[ -e /vm/late ] && status=late
	mark exit "$1" "$status"
	kill -9 "$timer" 2>/dev/null
	settle
	list_processes | while read -r left; do mark left "$1" process "$left"; done
	list_pins | while read -r left; do mark left "$1" pin "$left"; done
	list_modules | while read -r left; do mark left "$1" module "$left"; done
	clean && clean=clean || clean=stuck
	cd /
	echo "$5" >/dev/kmsg
	mark end "$1" "$clean"
	[ "$clean" = clean ]
}

# Objects younger than five seconds are never reported (jiffies_min_age in
# mm/kmemleak.c), and the first scan only takes their checksums.
search_leaks() {
	leaks=/sys/kernel/debug/kmemleak
	[ -e "$leaks" ] || return
	mark leaks
	sleep 6
	echo scan >"$leaks"
	echo scan >"$leaks"
	cat "$leaks"
}

$bb --install -s
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t bpf bpf /sys/fs/bpf
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null
ip link set lo up
export PATH=/guest:/bin:/sbin:/usr/bin:/usr/sbin HOME=/root
read -r libraries </vm/libraries && [ "$libraries" ] && export LD_LIBRARY_PATH="$libraries"
read -r stat </proc/self/stat
set -- ${stat##*) }
session=$4
# As words, since a script can read what an open file of ours still holds.
set -- $(cat /vm/plan)
rm /vm/plan

mark ready
while [ $# -gt 0 ]; do
	run "$1" "$2" "$3" "$4" "$5" || break
	shift 5
done
search_leaks
mark done
poweroff -f
