// SPDX-License-Identifier: GPL-2.0
/* A loader that knows libbpf and its skeleton only, nothing that this project generates. */
#include <stdio.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "plain.skel.h"

static int trigger(void)
{
	FILE *file = fopen("/proc/bpf_testmod_trigger", "w");

	if (!file)
		return -1;
	fputs("Hello from userspace!", file);
	return fclose(file);
}

int main(void)
{
	struct plain_bpf *skel = plain_bpf__open_and_load();
	struct bpf_link *link;
	__u32 key = 0;
	int err = 1;

	if (!skel)
		return 1;
	link = bpf_map__attach_struct_ops(skel->maps.handmade);
	if (!link) {
		perror("attach");
		goto out;
	}
	err = trigger();
	/* Without a link in the kernel, only deleting the element detaches. */
	if (bpf_map_delete_elem(bpf_map__fd(skel->maps.handmade), &key)) {
		perror("detach");
		err = 1;
	}
	bpf_link__disconnect(link);
	bpf_link__destroy(link);
out:
	plain_bpf__destroy(skel);
	return err != 0;
}
