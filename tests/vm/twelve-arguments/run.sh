# As many arguments as the kernel has at all, those on the stack included.
insmod long.ko
in_background instance attach long.bpf.o --ty long_ops --module long --hold
printf x >/proc/long_trigger
grep -qF 'first 1 -2 3 -4 5 -6' "$trace" || fail 'wrong first half'
grep -qF 'last 7 -8 9 -10 11 -12' "$trace" || fail 'wrong second half'
logged 'returned: -12'
stop_background
remove_module long
