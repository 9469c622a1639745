// SPDX-License-Identifier: GPL-2.0
/* Attaches a type of the kernel's own, and leaves the link pinned. */
#include <stdio.h>

#include "tcp.skel.h"

int main(int argc, char **argv)
{
	struct tcp_bpf *skel = tcp_bpf__open_and_load();
	struct bpf_link *link = skel ? bpf_map__attach_struct_ops(skel->maps.slow) : NULL;

	if (argc != 2 || !link || bpf_link__pin(link, argv[1])) {
		perror("cannot attach and pin");
		return 1;
	}
	return 0;
}
