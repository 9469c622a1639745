# What fits is accepted, whatever else the kernel has; what drifted is refused before
# anything is loaded, and both prototypes are shown.
accepted() {
	insmod "$1.ko"
	runtime check
	runtime load drift.bpf.o
	in_background runtime attach drift.bpf.o drift
	printf x >/proc/drift_trigger
	logged 'play(7, current) returned: 7' 'returned: 3'
	stop_background
	remove_module "$1"
}

# drifted MODULE TRAIT KERNEL: the lines of the trait and of the kernel.
drifted() {
	insmod "$1.ko"
	refused "trait   $2" runtime check
	refused "kernel  $3" runtime check
	grep -q 'kind: Mismatch' refused.out || fail 'another kind'
	refused "kernel  $3" runtime load drift.bpf.o
	remove_module "$1"
}

play='int (*play)(u64 id, struct task_struct *who__nullable)'
accepted drift
accepted drift_added
accepted drift_order
drifted drift_type "$play" 'int (*play)(s64 id, struct task_struct *who__nullable)'
drifted drift_argument "$play" 'int (*play)(struct task_struct *who__nullable)'
drifted drift_result "$play" 's64 (*play)(u64 id, struct task_struct *who__nullable)'
drifted drift_removed 'int (*stop)(struct drift_track *track)' 'lacks it'

# What is never NULL in the kernel needs no check, but the trait says otherwise.
insmod drift_nullable.ko
refused 'kernel  int (*play)(u64 id, struct task_struct *who)' runtime check
remove_module drift_nullable

# A member that the kernel lacks is left out on request, and said.
insmod drift_removed.ko
in_background runtime attach drift.bpf.o drift --null-missing
grep -q 'left out: drift.stop' background.out || fail 'nothing was left out'
printf x >/proc/drift_trigger
logged 'play(7, current) returned: 7'
stop_background
remove_module drift_removed

# A program in the slot of another op is refused by name.
insmod drift.ko
refused 'cannot be program `play`, which implements `play`' runtime load swapped.bpf.o
grep -q 'drift.stop' refused.out || fail 'no word of the slot'
refused 'kind: ModuleNotLoaded' runtime check --other
remove_module drift
