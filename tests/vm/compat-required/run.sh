# What an instance must have, and may, crosswise: it loads, and is refused when it is attached.
# The codes are those of `structops-gen compat`.
runs() {
	dmesg -c >/dev/null
	crosswise duty.bpf.o "$1" >runs.out 2>&1 || { cat runs.out; fail "$1"; }
	logged "$2"
}

# attach MAP ERROR TEXT: it is refused when it is attached, and the kernel log names the culprit.
attach() {
	dmesg -c >/dev/null
	refused "$2" crosswise duty.bpf.o "$1"
	grep -q 'error: attach' refused.out || fail "$1 was not loaded"
	logged "$3"
}

insmod duty.ko
runs whole 'needed(7) returned: 8'
# CO44
logged 'duty_ops: zero is 20'
runs one 'needed(7) returned: 8'
runs one_data 'needed(7) returned: 8'
runs one_range 'needed(7) returned: 8'
# CO09, CO38, CO43
attach two 'No data available' needed
attach two_data 'No data available' must
attach two_range 'Numerical result out of range' widened
remove_module duty

insmod duty_two.ko
runs whole 'needed(7) returned: 8'
# CO44: the same zero.
logged 'duty_ops: zero is 30'
runs two 'wanted(7) returned: 9'
runs two_data 'needed(7) returned: 8'
runs two_range 'needed(7) returned: 8'
# CO08, CO37, CO42
attach one 'No data available' wanted
attach one_data 'No data available' may
attach one_range 'Numerical result out of range' narrowed
remove_module duty_two

# CO37: one that is new, where zero is no value of it.
insmod duty_three.ko
attach whole 'Numerical result out of range' fresh
remove_module duty_three
