// SPDX-License-Identifier: GPL-2.0
#include "greeter_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* `&task_struct`: never NULL, so there is nothing to check. */
GREETER_OPS_HELLO(greeter_hello, struct task_struct *task)
{
	bpf_printk("hello to %d", task->pid);
	return task->pid;
}

/* `Option<&task_struct>`: without the check the verifier refuses the program. */
GREETER_OPS_WELCOME(greeter_welcome, struct task_struct *task)
{
	if (!task)
		return -1;
	bpf_printk("welcome to %d", task->tgid);
	return task->tgid;
}

GREETER_OPS_FAREWELL(greeter_farewell, struct task_struct *task)
{
	if (!task) {
		bpf_printk("farewell to nobody");
		return -1;
	}
	return task->tgid;
}

SEC(".struct_ops.link")
struct greeter_ops greeter_ops = {
	.hello = (void *)greeter_hello,
	.welcome = (void *)greeter_welcome,
	.farewell = (void *)greeter_farewell,
};
