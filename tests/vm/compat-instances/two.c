// SPDX-License-Identifier: GPL-2.0
/*
 * What takes two of something, with libbpf alone: `both` attaches two instances, `replace` lets
 * one take the place of the other, `together` calls the ops of one from two processes at a time.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bpf/libbpf.h>

static void call(const char *path)
{
	FILE *file = fopen(path, "w");

	if (file) {
		fputs("x", file);
		fclose(file);
	}
}

static void call_together(const char *path)
{
	pid_t child = fork();

	for (int i = 0; i < 10; i++)
		call(path);
	if (!child)
		_exit(0);
	waitpid(child, NULL, 0);
}

static struct bpf_link *attach(struct bpf_object *object, const char *name)
{
	return bpf_map__attach_struct_ops(bpf_object__find_map_by_name(object, name));
}

/* two WHAT TRIGGER MAP [MAP] */
int main(int argc, char **argv)
{
	struct bpf_object *object = bpf_object__open_file("kinds.bpf.o", NULL);
	const char *what = argv[1], *second = argc > 4 ? argv[4] : argv[3];
	struct bpf_link *one, *other = NULL;
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *name = bpf_map__name(map);

		if (bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
			bpf_map__set_autocreate(map, !strcmp(name, argv[3]) ||
							     !strcmp(name, second));
	}
	if (bpf_object__load(object)) {
		perror("error: load");
		return 1;
	}
	one = attach(object, argv[3]);
	if (!one) {
		perror("error: attach");
		return 1;
	}
	if (!strcmp(what, "both")) {
		other = attach(object, second);
		if (!other) {
			perror("error: attach another");
			return 1;
		}
	}
	if (!strcmp(what, "replace") &&
	    bpf_link__update_map(one, bpf_object__find_map_by_name(object, second))) {
		perror("error: replace");
		return 1;
	}
	if (!strcmp(what, "together"))
		call_together(argv[2]);
	else
		call(argv[2]);
	bpf_link__destroy(other);
	bpf_link__destroy(one);
	bpf_object__close(object);
	return 0;
}
