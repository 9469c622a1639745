# Structs of 8 and 16 bytes as arguments, between numbers of every slot; a union behind a
# pointer, and one that is NULL.
insmod shapes.ko
in_background instance attach shapes.bpf.o --ty shapes_ops --module shapes --hold
printf x >/proc/shapes_trigger
grep -qF 'mixed 1 -7 9 2' "$trace" || fail 'wrong first half'
grep -qF 'span 4294967297 65535 1 3' "$trace" || fail 'wrong second half'
logged 'mixed(1, {...}, 2, {...}, 3) returned: 12' 'word({...}, NULL) returned: 513'
stop_background
remove_module shapes
