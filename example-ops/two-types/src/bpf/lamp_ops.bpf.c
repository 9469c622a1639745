// SPDX-License-Identifier: GPL-2.0
#include "lamp_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

/* No lamp shines brighter than this. */
#define BRIGHTEST 60

LAMP_OPS_DIM(lamp_dim, u32 percent)
{
	return percent < BRIGHTEST ? percent : BRIGHTEST;
}

LAMP_OPS_OFF(lamp_off)
{
	bpf_printk("the lamps go off");
}

SEC(".struct_ops.link")
struct lamp_ops lamp_ops = {
	.dim = (void *)lamp_dim,
	.off = (void *)lamp_off,
};
