// SPDX-License-Identifier: GPL-2.0
#include "cross_ops.bpf.h"
#include "row.h"

CROSS_OPS_BASE(base, u32 a) { return a + 1; }
ROW(row_base, base, base);
CROSS_OPS_GONE(gone, u32 a) { return a; }
SEC("?.struct_ops.link")
struct cross_ops row_gone = { .base = (void *)base, .gone = (void *)gone };
CROSS_OPS_CLOSED(closed, u32 a) { return a; }
ROW(row_closed, closed, closed);
CROSS_OPS_NAP(nap, u32 a) { return a; }
ROW(row_nap, nap, nap);
CROSS_OPS_DOZE(doze, u32 a) { return a + 2; }
ROW(row_doze, doze, doze);
CROSS_OPS_APPEND(append, u32 a) { return a + 3; }
ROW(row_append, append, append);
CROSS_OPS_CUT(cut, u32 a, u32 b) { return b; }
ROW(row_cut, cut, cut);
CROSS_OPS_CUT(cut_unread, u32 a, u32 b) { return a + 4; }
ROW(row_cut_unread, cut, cut_unread);
CROSS_OPS_INSERT(insert, u32 a, u32 b) { return a; }
ROW(row_insert, insert, insert);
CROSS_OPS_REMOVE(remove, u32 a, u32 b, u32 c) { return b; }
ROW(row_remove, remove, remove);
CROSS_OPS_REORDER(reorder, u32 a, u32 b) { return a; }
ROW(row_reorder, reorder, reorder);
CROSS_OPS_WIDEN(widen, u32 a) { return a; }
ROW(row_widen, widen, widen);
CROSS_OPS_SIGN(sign, u32 a) { return (u64)a; }
ROW(row_sign, sign, sign);
CROSS_OPS_MODE(mode, u32 a) { return a + 50; }
ROW(row_mode, mode, mode);
CROSS_OPS_TARGET(target, struct cross_track *t) { return t->pos; }
ROW(row_target, target, target);
CROSS_OPS_TO_POINTER(to_pointer, u64 a) { return a == 7 ? 1 : 2; }
ROW(row_to_pointer, to_pointer, to_pointer);
CROSS_OPS_TO_NUMBER(to_number, struct cross_track *a) { return a->id; }
ROW(row_to_number, to_number, to_number);
CROSS_OPS_VALUE(value, struct cross_pair p) { return p.right; }
ROW(row_value, value, value);
CROSS_OPS_SHIFTS(shifts, struct cross_small s, u32 n) { return n; }
ROW(row_shifts, shifts, shifts);
CROSS_OPS_MEASURE(measure, const char *text, int len, int room)
{
	return bpf_printk("one measured %d", len);
}
ROW(row_measure, measure, measure);
CROSS_OPS_MAYBE(maybe, struct task_struct *who) { return who->pid > 0 ? 6 : 0; }
ROW(row_maybe, maybe, maybe);
CROSS_OPS_SURE(sure, struct task_struct *who) { return who && who->pid > 0 ? 6 : 0; }
ROW(row_sure, sure, sure);
CROSS_OPS_GIVE(give, u32 a) { }
ROW(row_give, give, give);
CROSS_OPS_KEEP(keep, u32 a) { return 5; }
ROW(row_keep, keep, keep);
CROSS_OPS_RESULT(result, u32 a) { return -1; }
ROW(row_result, result, result);
