/* SPDX-License-Identifier: GPL-2.0 */
#include "shelf_ops.bpf.h"

char LICENSE[] SEC("license") = "GPL";
