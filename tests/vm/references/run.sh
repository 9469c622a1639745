# References change hands: a program gives back what it owns, or returns it; what no
# program takes care of, the stub does. A leak and a borrowed result are refused.
insmod refs.ko
refs='--ty refs_ops --module refs'
in_background instance attach good.bpf.o $refs --hold
printf x >/proc/refs_trigger
grep -qF "took $$" "$trace" || fail 'take did not run'
logged 'take(current) called' 'pass(current) returned: 0'
not_logged 'returned: 0000000000000000'
stop_background

dmesg -c >/dev/null
in_background instance attach empty.bpf.o $refs --hold
printf x >/proc/refs_trigger
logged 'pick(current) returned: 0000000000000000'
stop_background

refused 'Unreleased reference' instance attach keeps.bpf.o $refs
refused 'At program exit' instance attach lends.bpf.o $refs
remove_module refs
