# A type of 66 members, in two types of one module: both are attached, and all ops answer.
insmod /guest/fuse_filter.ko
fuse-filter
dmesg >log
in_order log 'fuse_pre_ops registered' 'fuse_post_ops registered' \
	'default_filter(' 'lookup_prefilter('
in_order log 'open_postfilter(' 'lookup_postfilter(' \
	'fuse_post_ops unregistered'
[ "$(grep -c '_prefilter(.*returned: 0' log)" = 32 ] || fail 'not every prefilter answered'
[ "$(grep -c '_postfilter(.*returned: 0' log)" = 32 ] || fail 'not every postfilter answered'
for program in lookup_prefilter open_prefilter lookup_postfilter rename2_postfilter; do
	grep -qF "bpf_trace_printk: $program(" "$trace" || fail "$program did not run in BPF"
done
remove_module fuse_filter
