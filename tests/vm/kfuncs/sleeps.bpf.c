// SPDX-License-Identifier: GPL-2.0
#include "base.h"

SHELF_OPS_SEARCH(search)
{
	shelf_dust(1);
	return 0;
}

SEC(".struct_ops.link")
struct shelf_ops shelf = {
	.search = (void *)search,
};
