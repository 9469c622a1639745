// SPDX-License-Identifier: GPL-2.0
/* Replaces an attached instance by another one, live. */
#include <stdio.h>

#include <bpf/libbpf.h>

static void trigger(void)
{
	FILE *file = fopen("/proc/bpf_testmod_trigger", "w");

	if (file) {
		fputs("x", file);
		fclose(file);
	}
}

int main(void)
{
	struct bpf_object *object = bpf_object__open_file("two.bpf.o", NULL);
	struct bpf_link *link;
	int err;

	if (!object || bpf_object__load(object))
		return 1;
	link = bpf_map__attach_struct_ops(bpf_object__find_map_by_name(object, "first"));
	if (!link) {
		perror("attach");
		return 1;
	}
	trigger();
	err = bpf_link__update_map(link, bpf_object__find_map_by_name(object, "second"));
	if (err)
		fprintf(stderr, "update: %d\n", err);
	trigger();
	bpf_link__destroy(link);
	bpf_object__close(object);
	return err != 0;
}
