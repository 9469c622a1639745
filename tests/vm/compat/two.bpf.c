// SPDX-License-Identifier: GPL-2.0
#include "two.ops.rs/bpf/cross_ops.bpf.h"
#include "row.h"

CROSS_OPS_BASE(base, u32 a) { return a + 1; }
ROW(row_base, base, base);
CROSS_OPS_FRESH(fresh, u32 a) { return a; }
SEC("?.struct_ops.link")
struct cross_ops row_fresh = { .base = (void *)base, .fresh = (void *)fresh };
CROSS_OPS_OPENED(opened, u32 a) { return a + 2; }
ROW(row_opened, opened, opened);
CROSS_OPS_NAP(nap, u32 a) { return a + 2; }
ROW(row_nap, nap, nap);
CROSS_OPS_DOZE(doze, u32 a) { return a; }
ROW(row_doze, doze, doze);
CROSS_OPS_APPEND(append, u32 a, u32 b) { return b; }
ROW(row_append, append, append);
CROSS_OPS_APPEND(append_unread, u32 a, u32 b) { return a + 3; }
ROW(row_append_unread, append, append_unread);
CROSS_OPS_CUT(cut, u32 a) { return a + 4; }
ROW(row_cut, cut, cut);
CROSS_OPS_INSERT(insert, u32 first, u32 a, u32 b) { return a; }
ROW(row_insert, insert, insert);
CROSS_OPS_REMOVE(remove, u32 a, u32 c) { return c; }
ROW(row_remove, remove, remove);
CROSS_OPS_REORDER(reorder, u32 b, u32 a) { return a; }
ROW(row_reorder, reorder, reorder);
CROSS_OPS_NARROW(narrow, u32 a) { return a; }
ROW(row_narrow, narrow, narrow);
CROSS_OPS_SIGN(sign, s32 a) { return a; }
ROW(row_sign, sign, sign);
CROSS_OPS_MODE(mode, enum cross_mode a) { return a == CROSS_MODE_SHUFFLE ? 51 : 0; }
ROW(row_mode, mode, mode);
CROSS_OPS_TARGET(target, struct cross_disc *t) { return t->weight; }
ROW(row_target, target, target);
CROSS_OPS_TO_POINTER(to_pointer, struct cross_track *a) { return a->id; }
ROW(row_to_pointer, to_pointer, to_pointer);
CROSS_OPS_TO_NUMBER(to_number, u64 a) { return a == 7 ? 1 : 2; }
ROW(row_to_number, to_number, to_number);
CROSS_OPS_VALUE(value, u64 p) { return p; }
ROW(row_value, value, value);
CROSS_OPS_SHIFTS(shifts, struct cross_small s, u32 n) { return n; }
ROW(row_shifts, shifts, shifts);
CROSS_OPS_MEASURE(measure, const char *text, int len, int room)
{
	return bpf_printk("two measured %d", room);
}
ROW(row_measure, measure, measure);
CROSS_OPS_MAYBE(maybe, struct task_struct *who) { return who && who->pid > 0 ? 6 : 0; }
ROW(row_maybe, maybe, maybe);
CROSS_OPS_SURE(sure, struct task_struct *who) { return who->pid > 0 ? 6 : 0; }
ROW(row_sure, sure, sure);
CROSS_OPS_GIVE(give, u32 a) { return 5; }
ROW(row_give, give, give);
CROSS_OPS_KEEP(keep, u32 a) { }
ROW(row_keep, keep, keep);
CROSS_OPS_RESULT(result, u32 a) { return 4294967301; }
ROW(row_result, result, result);
