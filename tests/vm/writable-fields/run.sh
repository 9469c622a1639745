# Programs assign the fields that are open to them, and no others.
insmod mixer.ko
in_background writable-fields
insmod desk.ko
logged 'desk: adjust returned 100, volume 100, muted 0' \
	'desk: adjust returned 0, volume 0, muted 1' \
	'desk: adjust returned -22, volume 60' \
	'desk: fade returned 50, volume 50' \
	'desk: fade returned 40'
stop_background
rmmod desk

mixer='--ty mixer_ops --module mixer'
refused 'mixer_ops: field id of struct mixer_channel is read-only' \
	instance attach read_only.bpf.o $mixer
refused 'mixer_ops: field id of struct mixer_channel is read-only' \
	instance attach shifted.bpf.o $mixer
refused 'invalid negative access' instance attach before.bpf.o $mixer
refused 'mixer_ops: 4 bytes at 8 of struct mixer_channel are not within a field' \
	instance attach too_wide.bpf.o $mixer
refused 'mixer_ops: no field of this struct may be written' \
	instance attach other_struct.bpf.o $mixer
# Kernels from 7.3 on refuse it themselves.
refused 'read' instance attach walked.bpf.o $mixer
not_logged WARNING
remove_module mixer
