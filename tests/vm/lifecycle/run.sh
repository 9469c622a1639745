# An instance from its shadow to its last descriptor.
insmod life.ko

# Values and programs that were changed before the load arrive in the kernel.
in_background runtime attach life.bpf.o one --set volume=80 --text name=loud \
	--program beat=second
printf x >/proc/life_trigger
logged 'volume is 80' 'name is "loud"' 'beat() returned: 2' 'rest() returned: -2'
stop_background
refused 'holds 0 to 4294967295, not -1' runtime attach life.bpf.o one --set volume=-1
refused 'does not hold' runtime attach life.bpf.o one --text name=0123456789abcdef
refused 'is no member' runtime attach life.bpf.o one --set loudness=1
refused 'which implements `rest`' runtime attach life.bpf.o one --program beat=steered
refused 'volume is 101, not from 0 to 100' runtime attach life.bpf.o one --set volume=101

# The same by the constants of the trait.
dmesg -c >/dev/null
in_background loader typed life.bpf.o three --volume 80 --name loud --beat second
printf x >/proc/life_trigger
logged 'volume is 80' 'name is "loud"' 'beat() returned: 2' 'rest() returned: -2'
stop_background
refused 'does not hold "0123456789abcdef"' loader typed life.bpf.o one --name 0123456789abcdef
refused 'which implements `rest`' loader typed life.bpf.o one --beat steered
refused 'the object has none of that name' loader typed life.bpf.o one --beat third
refused 'kind: WrongMap' loader typed strange.bpf.o lamp
grep -qF 'an instance of `lamp_ops`, not one of `life_ops`' refused.out || fail 'which type?'
refused '`old.volume` is `u64 volume` in the object, and `u32 volume` in the trait' \
	loader typed strange.bpf.o old --volume 1
refused '`old.rest` is nothing in the object' loader typed strange.bpf.o old --beat none
refused 'is no instance of the object' loader typed strange.bpf.o counters

# A map beside the instance steers the policy while it runs.
in_background runtime attach life.bpf.o three --counter 1=41
printf x >/proc/life_trigger
logged 'beat() returned: 2' 'rest() returned: 42'
stop_background

# Four threads call all the time, and another instance takes the place again and again:
# every call runs the one or the other, and each of them is counted.
insmod caller.ko
dmesg -c >/dev/null
times=200
grep -q kasan_ /proc/kallsyms && times=20
runtime update life.bpf.o one two --times "$times" >update.out
cat update.out
one=$(sed -n 's/^one ran \(.*\) times/\1/p' update.out)
two=$(sed -n 's/^two ran \(.*\) times/\1/p' update.out)
[ "$one" -gt 0 ] && [ "$two" -gt 0 ] || fail 'an instance never ran'
logged "life_caller: $one first, $two second, 0 idle, 0 odd"

# Too late: another instance is attached than was expected.
refused 'kind: Stale' runtime stale life.bpf.o one two three

# A plain map would be attached by itself.
refused 'kind: LinkRequired' runtime stale life.bpf.o one plain two

# Somebody else detaches the link: who waits wakes up.
in_background runtime attach life.bpf.o one --wait
runtime detach-all
wait "$background" || fail 'the waiting loader failed'
grep -q 'detached by somebody else' background.out || fail 'nobody woke up'

# So does an event loop that polls its descriptor.
in_background loader await life.bpf.o one
runtime detach-all
wait "$background" || fail 'the event loop failed'
grep -q 'detached by somebody else' background.out || fail 'the event loop slept on'

# The kernel itself lets go of the instance: who waits wakes up, the link is an empty
# shell, and another instance may come.
in_background runtime attach life.bpf.o one --wait
printf detach >/proc/life_caller
wait "$background" || fail 'the waiting loader failed'
grep -q 'detached by somebody else' background.out || fail 'nobody woke up'
printf detach >/proc/life_caller
in_background runtime attach life.bpf.o two
printf x >/proc/life_trigger
logged 'beat() returned: 2'
stop_background

# A pinned link outlives its loader.
mount -t bpf bpf /sys/fs/bpf 2>/dev/null || true
runtime attach life.bpf.o two --pin /sys/fs/bpf/life
dmesg -c >/dev/null
printf x >/proc/life_trigger
logged 'beat() returned: 2'
runtime reopen /sys/fs/bpf/life life.bpf.o one
logged 'life_ops unregistered'
refused 'cannot pin or open' runtime reopen /sys/fs/bpf/life life.bpf.o one

# Nothing is left of many instances.
# A kernel with every sanitizer is fifty times slower.
times=1000
grep -q kasan_ /proc/kallsyms && times=20
runtime cycles life.bpf.o one --times "$times"
rmmod caller
remove_module life
