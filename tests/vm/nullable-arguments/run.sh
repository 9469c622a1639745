# A program reads `&T` as it is and `Option<&T>` after a check; without the check the
# verifier refuses it.
insmod /guest/greeter.ko
in_background nullable-arguments --period 1h
logged "hello(current) returned: $background" "welcome(current) returned: $background" \
	'farewell(NULL) returned: -1'
cat "$trace" >traced
in_order traced "hello to $background" "welcome to $background" 'farewell to nobody'
stop_background

refused "invalid mem access 'trusted_ptr_or_null_'" \
	instance attach unchecked.bpf.o --ty greeter_ops --module greeter
remove_module greeter
