// SPDX-License-Identifier: GPL-2.0
#include "shapes_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SHAPES_OPS_MIXED(mixed, u32 first, struct shapes_point point, u8 second,
		 struct shapes_span span, s64 third)
{
	bpf_printk("mixed %d %d %d %d", first, point.x, point.y, second);
	bpf_printk("span %llu %d %d %lld", span.from, span.len, span.open, third);
	return third + point.y;
}

SHAPES_OPS_WORD(word, union shapes_word *word, union shapes_word *maybe)
{
	if (maybe)
		return maybe->number;
	return word->number;
}

SEC(".struct_ops.link")
struct shapes_ops shapes = {
	.mixed = (void *)mixed,
	.word = (void *)word,
};
