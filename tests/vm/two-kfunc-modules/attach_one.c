// SPDX-License-Identifier: GPL-2.0
/* Attaches the instance of that name of an object, writes to a file, and lets go. */
#include <stdio.h>
#include <bpf/libbpf.h>

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct bpf_link *link;
	struct bpf_map *map;
	FILE *trigger;

	if (argc != 4)
		return 2;
	object = bpf_object__open(argv[1]);
	map = object ? bpf_object__find_map_by_name(object, argv[2]) : NULL;
	if (!map || bpf_map__set_autocreate(map, true) || bpf_object__load(object))
		return 1;
	link = bpf_map__attach_struct_ops(map);
	if (!link)
		return 1;
	trigger = fopen(argv[3], "w");
	if (!trigger || fputs("x", trigger) < 0 || fclose(trigger))
		return 3;
	bpf_link__destroy(link);
	bpf_object__close(object);
	return 0;
}
