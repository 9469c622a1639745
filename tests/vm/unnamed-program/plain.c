// SPDX-License-Identifier: GPL-2.0
/* What libbpf alone does with the object: 0 if it refuses it. */
#include <stdio.h>

#include <bpf/libbpf.h>

#include "unnamed.skel.h"

int main(void)
{
	struct unnamed_bpf *skel = unnamed_bpf__open_and_load();

	if (!skel) {
		perror("libbpf refuses");
		return 0;
	}
	unnamed_bpf__destroy(skel);
	return 1;
}
