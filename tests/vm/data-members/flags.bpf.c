// SPDX-License-Identifier: GPL-2.0
#include "base.h"

SEC(".struct_ops.link")
struct player_ops player = {
	.play = (void *)play,
	.seek = (void *)seek,
	.name = "deck",
	.flags = 4,
};
