// SPDX-License-Identifier: GPL-2.0
/* Attaches the instance of that name of an object, writes to a file, and lets go. */
#include <stdio.h>
#include <bpf/libbpf.h>

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct bpf_link *link;
	struct bpf_map *map, *other;
	FILE *trigger;

	if (argc != 4)
		return 2;
	object = bpf_object__open(argv[1]);
	map = object ? bpf_object__find_map_by_name(object, argv[2]) : NULL;
	if (!map)
		return 1;
	/* Of two instances in a section that begins with `?`, libbpf leaves out the first only. */
	bpf_object__for_each_map(other, object) {
		if (bpf_map__type(other) == BPF_MAP_TYPE_STRUCT_OPS)
			bpf_map__set_autocreate(other, other == map);
	}
	if (bpf_object__load(object))
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
