// SPDX-License-Identifier: GPL-2.0
#pragma clang diagnostic ignored "-Wunused-parameter"
#include "structops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

SEC("struct_ops/base") int base(unsigned long long *ctx)
{
	return (int)ctx[0] + 1;
}

SEC("struct_ops/turn") int turn(unsigned long long *ctx)
{
	return 2;
}

/* One member beside the op at a time: libbpf stops at the first that does not fit. */
#define MEMBER(name, type, value) \
	struct stock_ops___##name { type; int (*base)(u32 a); }; \
	SEC("?.struct_ops.link") struct stock_ops___##name name = { value, .base = (void *)base }

MEMBER(added, u32 added, .added = 5);
MEMBER(added_zero, u32 added, .added = 0);
MEMBER(removed, u32 removed, .removed = 5);
MEMBER(removed_zero, u32 removed, .removed = 0);
MEMBER(size_one, u32 size, .size = 0);
MEMBER(size_two, u64 size, .size = 0);
MEMBER(kind_one, u32 kind, .kind = 0);
MEMBER(kind_two, u8 kind[4], .kind = { 0 });
MEMBER(retyped_one, u32 retyped, .retyped = 4294967295);
MEMBER(retyped_two, int retyped, .retyped = -1);
MEMBER(turn_two, u64 turn, .turn = 0);

struct stock_ops___turn_one { int (*turn)(void); int (*base)(u32 a); };
SEC("?.struct_ops.link") struct stock_ops___turn_one turn_one = {
	.turn = (void *)turn, .base = (void *)base,
};

/* Structs by value: libbpf compares their sizes, and nothing inside of them. */
#define CONTENT(name, type, more) \
	struct type##_ops___##name { \
		struct { u32 left; u32 right; more } content; \
		int (*base)(u32 a); \
	}; \
	SEC("?.struct_ops.link") struct type##_ops___##name name = { \
		.content = { .left = 1, .right = 2 }, .base = (void *)base \
	}

CONTENT(grown_one, grown, );
CONTENT(grown_two, grown, u32 more;);
CONTENT(turned_one, turned, );
