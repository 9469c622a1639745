# A type that does not say `links = "optional"` refuses a map without a link; and one
# with a required op refuses an instance without it.
insmod strict.ko
strict='--ty strict_ops --module strict'
refused 'errno: Some(95)' instance attach plain.bpf.o --plain --any-links $strict
logged 'strict_ops: a map without a link is refused, use SEC(".struct_ops.link")'
refused 'kind: LinkRequired' instance attach plain.bpf.o --plain $strict
refused 'errno: Some(61)' instance attach incomplete.bpf.o $strict
logged 'strict_ops: an instance must implement must'
printf x >/proc/strict_trigger
logged 'No struct_ops registered'
in_background instance attach complete.bpf.o $strict --hold
printf x >/proc/strict_trigger
logged 'must(1) returned: 1' 'truth() returned: 1' 'keep(-5) returned: -5' 'nothing() called'
stop_background
remove_module strict
