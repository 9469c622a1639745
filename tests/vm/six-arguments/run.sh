# As many arguments as every kernel passes rightly, of every width; and a 64-bit result.
insmod wide.ko
in_background instance attach wide.bpf.o --ty wide_ops --module wide --hold
printf x >/proc/wide_trigger
grep -qF 'six -1 65535 -2' "$trace" || fail 'wrong first half'
grep -qF 'six 7 1 -3' "$trace" || fail 'wrong second half'
logged 'returned: -2000000000'
stop_background
remove_module wide
