# A policy decides for a driver what it wants to, and leaves the rest.
insmod /guest/gpu.ko
# job RING ID CLIENT ESTIMATE PRIORITY LATE
job() {
	printf %s "$*" >/proc/gpu
}

# Without a policy the driver decides.
job 0 1 3 100 0 50
job 0 2 3 20000 0 30000
logged 'gpu: job 1 is run by default' 'gpu: job 1 goes on by default' \
	'gpu: job 2 is deferred by default' 'gpu: job 2 is killed by default'

in_background gpu-scheduler
job 0 11 3 20000 0 30000
job 0 12 3 100 0 500
job 0 13 64 100 0 50
job 1 14 3 100 0 50
job 1 15 3 100 100 5000
logged 'gpu: job 11 is run' 'gpu: job 11 is killed by default' \
	'gpu: job 12 is run' 'gpu: job 12 is killed' \
	'gpu: job 13 is rejected' 'gpu: job 13 goes on by default' \
	'gpu: job 14 is deferred' 'gpu: job 15 is run' 'gpu: job 15 goes on'
stop_background

# A number that is no verdict is none.
in_background instance attach odd.bpf.o --ty gpu_ops --module gpu --hold
job 0 21 3 100 0 50
logged 'gpu: job 21 is run by default'
stop_background

# The helper is the driver's: other helpers are the kernel's, and what neither has is refused.
refused 'bpf_get_stackid' instance attach foreign.bpf.o --ty gpu_ops --module gpu
remove_module gpu
