# A program whose only kernel types are those of a header that was written for it: libbpf
# finds the fields on the running kernel.
insmod /guest/bpf_testmod.ko
in_background instance attach cred.bpf.o --ty bpf_testmod_ops --module bpf_testmod
cat >caller <<'END'
#!/bin/sh
printf hello >/proc/bpf_testmod_trigger
echo $$
END
pid=$(setpriv --reuid 4711 --keep-groups sh -c 'printf hello >/proc/bpf_testmod_trigger; echo $$') ||
	pid=$(sh -c 'printf hello >/proc/bpf_testmod_trigger; echo $$')
logged "test_1() returned: $pid"
in_order "$trace" "has pid $pid, parent $$"
stop_background
remove_module bpf_testmod
