# What a hook returns reaches user space as an errno, and never as a descriptor.
insmod answers.ko
command steps answers.bpf.o --ty answer_ops --module answers \
	fails:attach:reg_one fails:attach:reg_busy fails:attach:validate_one \
	attach:fine fails:update:fine:update_one fails:update:fine:update_huge detach:fine >said
cat said
in_order said 'errno: Some(22)' 'errno: Some(16)' 'errno: Some(22)' \
	'errno: Some(22)' 'errno: Some(4095)'
not_logged WARNING
remove_module answers
