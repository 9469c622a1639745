// SPDX-License-Identifier: GPL-2.0
/*
 * A pointer that does not say that it is a mouse, and is mounted the wrong way round: the one is
 * put right in its report descriptor, the other in every report.
 */
#include "hid_bpf_ops.bpf.h"

/* What the descriptor begins with: Usage Page (Generic Desktop), Usage (..). */
#define HEAD 4
#define USAGE 3
#define USAGE_UNDEFINED 0
#define USAGE_MOUSE 2

/* A report: buttons, how far to the right, how far down. */
#define REPORT 3
#define RIGHT 1

char LICENSE[] SEC("license") = "GPL";

/* Of Linux: drivers/hid/bpf/hid_bpf_dispatch.c. */
extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
			      const size_t rdwr_buf_size) __ksym;

__u64 fixups;
__u64 reports;

HID_BPF_OPS_HID_RDESC_FIXUP(make_mouse, struct hid_bpf_ctx *ctx)
{
	__u8 *head = hid_bpf_get_data(ctx, 0, HEAD);

	if (!head || head[USAGE] != USAGE_UNDEFINED)
		return 0;
	head[USAGE] = USAGE_MOUSE;
	__sync_fetch_and_add(&fixups, 1);
	return 0;
}

HID_BPF_OPS_HID_DEVICE_EVENT(mirror, struct hid_bpf_ctx *ctx, enum hid_report_type type,
			     u64 source)
{
	__u8 *report = hid_bpf_get_data(ctx, 0, REPORT);

	(void)source;
	if (!report || type != HID_INPUT_REPORT)
		return 0;
	report[RIGHT] = -report[RIGHT];
	__sync_fetch_and_add(&reports, 1);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops mirrored = {
	.hid_id = 1, /* the loader knows better */
	.hid_rdesc_fixup = (void *)make_mouse,
	.hid_device_event = (void *)mirror,
};
