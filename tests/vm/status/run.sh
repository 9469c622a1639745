# What the tool says of types and of what is attached: by modules, and by the kernel itself.
mount -t bpf bpf /sys/fs/bpf 2>/dev/null || true
echo 0 >/proc/sys/kernel/bpf_stats_enabled
insmod /guest/bpf_testmod.ko
insmod /guest/policies.ko
status() {
	structops-gen status "$@" >said || fail "status $*"
	cat said
}
says() {
	grep -Eq -- "$1" said || fail "no line like '$1'"
}
# Maps are freed by a worker.
nothing_is_attached() {
	for try in $(seq 50); do
		status >/dev/null
		grep -qx 'nothing is attached' said && return
		usleep 100000
	done
	cat said
	fail 'something is attached'
}

structops-gen list | tee said
says '^TYPE +WHERE +OPS +DATA +BYTES$'
says '^bpf_testmod_ops +module bpf_testmod +3 +0 +24$'
says '^policy_ops +module policies +2 +1 +32$'
says '^tcp_congestion_ops +vmlinux +1[34] +5 +192$'
structops-gen list bpf_testmod_ops | tee said
says '^    int \(\*test_3\)\(const char \*buf, int len\);$'
structops-gen layout policy_ops | tee said
says '^from +module policies$'
structops-gen list --btf /sys/kernel/btf/policies | tee said
says '^policy_ops +/sys/kernel/btf/policies +2 +1 +32$'

nothing_is_attached
says '^    bpf_testmod_ops \(module bpf_testmod\)$'
says '^    tcp_congestion_ops \(vmlinux\)$'

# A module's type, attached by its loader.
in_background bpf-testmod --period 1h
testmod=$background
status bpf_testmod_ops
says '^bpf_testmod_ops \(module bpf_testmod\)$'
says "^    map [0-9]+ bpf_testmod_ops: attached, held by $testmod \(bpf-testmod\)$"
says "^        link [0-9]+, held by $testmod \(bpf-testmod\)$"
says '^        test_2  program [0-9]+ test_2$'
says '^    sysctl kernel.bpf_stats_enabled=1$'

# Runs are counted once the kernel is asked to.
echo 1 >/proc/sys/kernel/bpf_stats_enabled
trigger
status bpf_testmod_ops
says '^        test_2  program [0-9]+ test_2, 1 run of [0-9]+ ns$'
! grep -q sysctl said || fail 'it is on'

# Many instances of a type.
in_background named-policies
policies=$background
printf 'serve eager 10' >/proc/policies
printf 'serve eager 10' >/proc/policies
status
says '^policy_ops \(module policies\)$'
says '^    map [0-9]+ eager: attached'
says '^    map [0-9]+ lazy: attached'
says 'serve +program [0-9]+ .*, 2 runs of [0-9]+ ns$'
status policy_ops --format json
says '^  "schema": 1,$'
[ "$(grep -c '"map": ' said)" = 2 ] || fail 'two instances'
[ "$(grep -c "\"pid\": $policies" said)" -ge 2 ] || fail 'one process has both'
! grep -q bpf_testmod said || fail 'that was not asked for'

# A type of the kernel itself, kept by a pin.
./pin /sys/fs/bpf/slow
status tcp_congestion_ops
says '^tcp_congestion_ops \(vmlinux\)$'
says '^    map [0-9]+ slow: attached$'
says '^        link [0-9]+, pinned at /sys/fs/bpf/slow$'
says '^        undo_cwnd +program [0-9]+ undo_cwnd, 0 runs$'
rm /sys/fs/bpf/slow

# Whoever may not ask is told so, and a type that is nowhere.
code=0
/guest/setpriv --reuid 1000 --clear-groups structops-gen status 2>said || code=$?
cat said
[ "$code" = 2 ] && says CAP_SYS_ADMIN || fail "status $code"
refused 'there is no struct_ops type `policy_op`; near it: policy_ops' structops-gen status policy_op

kill -TERM "$testmod"
wait "$testmod" 2>/dev/null || true
stop_background
nothing_is_attached
echo 0 >/proc/sys/kernel/bpf_stats_enabled
remove_module bpf_testmod
remove_module policies
nothing_is_attached
! grep -q policy_ops said || fail 'the type went with its module'
