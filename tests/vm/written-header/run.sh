# A program that has the kernel's types from a header that was written for it: libbpf finds
# their fields on the running kernel.
insmod /guest/bpf_testmod.ko
in_background instance attach cred.bpf.o --hold
trigger
logged "test_1() returned: $$"
grep -qF "has pid $$, parent $PPID, uid 0" "$trace" || fail 'not what the shell is'
/guest/setpriv --reuid 4711 sh -c 'printf hello >&3' 3>"$trigger_file"
in_order "$trace" "parent $PPID, uid 0" "parent $$, uid 4711"
stop_background
remove_module bpf_testmod
