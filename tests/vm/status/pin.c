// SPDX-License-Identifier: GPL-2.0
/* Attaches a type of the kernel's own, and leaves the link pinned. */
#include <stdio.h>

#include <bpf/libbpf.h>

int main(int argc, char **argv)
{
	struct bpf_object *object = bpf_object__open_file("tcp.bpf.o", NULL);
	struct bpf_link *link = NULL;

	if (object && !bpf_object__load(object))
		link = bpf_map__attach_struct_ops(bpf_object__find_map_by_name(object, "slow"));
	if (argc != 2 || !link || bpf_link__pin(link, argv[1])) {
		perror("cannot attach and pin");
		return 1;
	}
	return 0;
}
