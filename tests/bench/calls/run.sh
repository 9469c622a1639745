# What a call costs while nothing is attached, where the instance leaves the op out, and
# where a program implements it.
insmod calls.ko
calls='--ty calls_ops --module calls'
echo >/proc/calls
in_background instance attach absent.bpf.o $calls --hold
echo >/proc/calls
stop_background
in_background instance attach attached.bpf.o $calls --hold
echo >/proc/calls
stop_background
remove_module calls
