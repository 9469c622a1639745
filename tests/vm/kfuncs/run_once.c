// SPDX-License-Identifier: GPL-2.0
/* Loads an object and runs its syscall program once. */
#include <stdio.h>
#include <string.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	struct bpf_object *object;
	struct bpf_program *program;
	int err;

	if (argc != 2)
		return 2;
	object = bpf_object__open(argv[1]);
	if (!object || bpf_object__load(object))
		return 1;
	program = bpf_object__next_program(object, NULL);
	err = bpf_prog_test_run_opts(bpf_program__fd(program), &opts);
	printf("run: %d, returned: %d\n", err, (int)opts.retval);
	bpf_object__close(object);
	return err ? 1 : 0;
}
