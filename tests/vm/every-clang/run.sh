# The programs of the example and of the emitted stub load whichever clang made them.
insmod /guest/bpf_testmod.ko
count=0
for object in /guest/clang/bpf-testmod.*.bpf.o /guest/clang/golden-bpf-testmod.*.bpf.o; do
	echo "$object"
	dmesg -c >/dev/null
	echo >"$trace"
	in_background instance attach "$object" --hold
	trigger 'a message that is longer than the sixty-three bytes that a program copies of it'
	case $object in
	*/bpf-testmod.*)
		logged 'test_1() returned: 42' 'test_2(10, 20) returned: 30'
		grep -qF 'Full buffer: a message that is longer than the sixty-three bytes that a prog' "$trace" || fail 'the buffer was not read'
		;;
	*)
		logged 'test_1() returned: 0'
		grep -qF 'test_3(buf="a message that is longer than the sixty-three bytes that a prog", len=79)' "$trace" || fail 'the buffer was not read'
		;;
	esac
	stop_background
	count=$((count + 1))
done
[ "$count" = 18 ] || fail "$count objects instead of 18"
remove_module bpf_testmod
