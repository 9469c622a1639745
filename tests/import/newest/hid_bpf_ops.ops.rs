//! `hid_bpf_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from
//! `drivers/hid/bpf/hid_bpf_struct_ops.c`: `hid_bpf_ops_check_member`, `hid_bpf_ops_init_member`,
//! and `hid_bpf_reg`, which looks for the device `hid_id`.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux")]
pub mod hid_bpf {
    #[kernel]
    pub struct hid_bpf_ctx {}

    #[kernel]
    #[repr(u32)]
    pub enum hid_report_type {
        HID_INPUT_REPORT = 0,
        HID_OUTPUT_REPORT = 1,
        HID_FEATURE_REPORT = 2,
        HID_REPORT_TYPES = 3,
    }

    #[kernel]
    #[repr(u32)]
    pub enum hid_class_request {
        HID_REQ_GET_REPORT = 1,
        HID_REQ_GET_IDLE = 2,
        HID_REQ_GET_PROTOCOL = 3,
        HID_REQ_SET_REPORT = 9,
        HID_REQ_SET_IDLE = 10,
        HID_REQ_SET_PROTOCOL = 11,
    }

    #[kernel]
    pub struct hid_device {}

    #[ops]
    pub trait HidBpfOps {
        const HID_ID: i32;

        const FLAGS: u32 = 0;

        #[private]
        const LIST: list_head;

        fn hid_device_event(
            &self,
            ctx: &mut hid_bpf_ctx,
            type_: hid_report_type,
            source: u64,
        ) -> i32 {
            0
        }

        #[sleepable]
        fn hid_rdesc_fixup(&self, ctx: &mut hid_bpf_ctx) -> i32 {
            0
        }

        #[sleepable]
        fn hid_hw_request(
            &self,
            ctx: &mut hid_bpf_ctx,
            reportnum: u8,
            rtype: hid_report_type,
            reqtype: hid_class_request,
            source: u64,
        ) -> i32 {
            0
        }

        #[sleepable]
        fn hid_hw_output_report(&self, ctx: &mut hid_bpf_ctx, source: u64) -> i32 {
            0
        }

        #[private]
        const HDEV: *mut hid_device;
    }
}
