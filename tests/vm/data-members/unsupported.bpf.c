// SPDX-License-Identifier: GPL-2.0
#include "base.h"

SEC("struct_ops/legacy")
void legacy(unsigned long long *ctx __attribute__((unused)))
{
}

SEC(".struct_ops.link")
struct player_ops player = {
	.name = "deck",
	.seek = (void *)seek,
	.play = (void *)play,
	.legacy = (void *)legacy,
};
