# What runs when an instance comes and goes may sleep, though its ops are called under RCU.
insmod comes.ko
comes='--ty comes_ops --module comes'
in_background instance attach comes.bpf.o $comes --hold
printf x >/proc/comes_trigger
logged 'beat() returned: 7'
stop_background
refused 'kind: Verifier' instance attach sleeps.bpf.o $comes
logged 'comes_ops: program beat is sleepable, its op may not sleep'
not_logged WARNING
not_logged 'BUG:'
remove_module comes
