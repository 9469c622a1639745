/* SPDX-License-Identifier: GPL-2.0 */
#include "odd_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";

ODD_OPS_CALL(call)
{
}

#define GOOD_CONFIG { .name = "odd", .on = { 1, 0 }, .mode = ODD_MODE_LOOP }
#define GOOD_MODES \
	{ { ODD_MODE_LOOP, ODD_MODE_SHUFFLE }, { ODD_MODE_LOOP, ODD_MODE_LOOP } }
#define GOOD_NAMES { "abc", "" }

#ifndef CONFIG
#define CONFIG GOOD_CONFIG
#endif
#ifndef MODES
#define MODES GOOD_MODES
#endif
#ifndef NAMES
#define NAMES GOOD_NAMES
#endif


SEC(".struct_ops.link")
struct odd_ops odd = {
	.config = CONFIG,
	.modes = MODES,
	.names = NAMES,
	.call = (void *)call,
};
