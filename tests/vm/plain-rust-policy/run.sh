# What the kernel gets from the program is what the same policy in Rust computes, for tasks
# of several priorities and for no task at all.
insmod /guest/throttle.ko
delays=
for nice in 0 5 19 -10; do
	dmesg -c >/dev/null
	nice -n $nice plain-rust-policy --expect >expected
	delay=$(sed -n 's/^delay: //p' expected)
	grant=$(sed -n 's/^grant: //p' expected)
	[ "$delay" ] && [ "$grant" ] || fail "no values: $(cat expected)"
	nice -n $nice plain-rust-policy
	logged "delay(current, {...}) returned: $delay" \
		"grant(NULL, 9) returned: $grant"
	dmesg | grep -q "returned: $delay\$" || fail "$delay is only the beginning of a value"
	delays="$delays $delay"
done
# Priorities arrive, then: a program that saw none would agree with a policy that saw none.
[ "$delays" = ' 13 78 260 13' ] || fail "delays are$delays"
[ "$grant" = 4 ] || fail "grant is $grant"
remove_module throttle
