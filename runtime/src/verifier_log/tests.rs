//! Logs as kernels and libbpf 1.7 print them.

use super::*;

/// 6.12: the complaint is the last line before the counts.
const PLAIN: &str = "\
func#0 @0
0: R1=ctx() R10=fp0
; int BPF_PROG(test_3, const char *buf, int len) @ lab.bpf.c:31
0: (79) r3 = *(u64 *)(r1 +0)          ; R1=ctx() R3_w=scalar()
1: (79) r2 = *(u64 *)(r1 +8)          ; R1=ctx() R2_w=scalar()
; bpf_probe_read_kernel(copy, len, buf); @ lab.bpf.c:35
2: (bf) r1 = r10                      ; R1_w=fp0 R10=fp0
3: (07) r1 += -64                     ; R1_w=fp-64
4: (85) call bpf_probe_read_kernel#113
R2 min value is negative, either use unsigned or 'var &= const'
processed 5 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
";

/// A complaint of two lines.
const TWO_LINES: &str = "\
0: R1=ctx() R10=fp0
0: (18) r1 = 0xffff8881024f3d10       ; R1_w=map_value(map=.bss,ks=4,vs=4)
2: (61) r0 = *(u32 *)(r1 +4)
invalid access to map value, value_size=4 off=4 size=4
R1 min value is outside of the allowed memory range
processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
";

/// 7.3: a report follows the complaint.
const REPORT: &str = "\
0: R1=ctx() R10=fp0
; return missing; @ lab.bpf.c:12
0: (95) exit
R0 !read_ok

Verification failed: Register Type Safety: Unreadable register

Reason:
  R0 has never been initialized on this path, so the verifier cannot use it as an input.

At:
  insn 0
        | ^-- error: R0 is not readable
  Instruction context:
  >>> 0 | (95) exit

Causal path:
  no retained diagnostic events on this path

Suggestion:
  Initialize R0 on every path before this instruction.

processed 1 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
";

fn framed(program: &str, log: &str) -> String {
    format!(
        "libbpf: prog '{program}': BPF program load failed: -EACCES\n\
         libbpf: prog '{program}': -- BEGIN PROG LOAD LOG --\n\
         {log}-- END PROG LOAD LOG --\n\
         libbpf: prog '{program}': failed to load: -EACCES\n\
         libbpf: failed to load object 'lab_bpf'\n"
    )
}

#[test]
fn finds_source_instruction_and_complaint() {
    assert_eq!(
        excerpt(PLAIN),
        "; bpf_probe_read_kernel(copy, len, buf); @ lab.bpf.c:35\n\
         4: (85) call bpf_probe_read_kernel#113\n\
         R2 min value is negative, either use unsigned or 'var &= const'"
    );
}

#[test]
fn keeps_every_line_of_the_complaint() {
    assert_eq!(
        excerpt(TWO_LINES),
        "2: (61) r0 = *(u32 *)(r1 +4)\n\
         invalid access to map value, value_size=4 off=4 size=4\n\
         R1 min value is outside of the allowed memory range"
    );
}

#[test]
fn reads_the_report_of_7_3() {
    assert_eq!(
        excerpt(REPORT),
        "; return missing; @ lab.bpf.c:12\n\
         0: (95) exit\n\
         R0 !read_ok\n\
         Reason:\n  \
           R0 has never been initialized on this path, so the verifier cannot use it as an \
           input.\n\
         Suggestion:\n  \
           Initialize R0 on every path before this instruction."
    );
}

#[test]
fn a_refusal_before_the_first_instruction_is_all_complaint() {
    let log = "attach to unsupported member test_2 of struct bpf_testmod_ops\n\
               processed 0 insns (limit 1000000) max_states_per_insn 0 total_states 0 \
               peak_states 0 mark_read 0\n";
    assert_eq!(
        excerpt(log),
        "attach to unsupported member test_2 of struct bpf_testmod_ops"
    );
}

#[test]
fn odd_logs_do_no_harm() {
    for log in [
        "",
        "\n\n",
        "0:",
        ":",
        "R",
        "processed ",
        "Suggestion:",
        "é: (é",
    ] {
        excerpt(log);
        refusal(log);
        absent_type(log);
    }
    assert_eq!(
        excerpt("Suggestion:\n  try again\n"),
        "Suggestion:\n  try again"
    );
}

#[test]
fn names_the_refused_program() {
    let messages = framed("test_3", PLAIN);
    let refusal = refusal(&messages).unwrap();
    assert_eq!(refusal.program, "test_3");
    assert_eq!(refusal.log, PLAIN);
    assert!(refusal.has_log);
}

#[test]
fn a_refusal_without_a_log_still_has_its_errno() {
    let messages = "libbpf: prog 'test_1': BPF program load failed: -EINVAL\n\
                    libbpf: prog 'test_1': failed to load: -EINVAL\n";
    let refusal = refusal(messages).unwrap();
    assert_eq!((refusal.program, refusal.log), ("test_1", "-EINVAL"));
    assert!(!refusal.has_log);
}

#[test]
fn other_failures_are_no_refusal() {
    let messages = "libbpf: struct_ops init_kern: struct bpf_struct_ops_player_ops is not found \
                    in kernel BTF\nlibbpf: failed to load object 'player_bpf'\n";
    assert_eq!(refusal(messages), None);
    assert_eq!(absent_type(messages), Some("player_ops"));
    assert_eq!(absent_type(&framed("test_3", PLAIN)), None);
    assert_eq!(
        last_lines(messages),
        "struct_ops init_kern: struct bpf_struct_ops_player_ops is not found in kernel BTF\n\
         failed to load object 'player_bpf'"
    );
}

#[test]
fn a_program_that_needs_the_jit_is_told_from_a_wrong_one() {
    for line in [
        "JIT is required for calling kernel function",
        "callbacks are not allowed in non-JITed programs",
        "tail_calls are not allowed in non-JITed programs with bpf-to-bpf calls",
    ] {
        assert!(asks_for_jit(&format!("func#0 @0\n{line}\n")), "{line}");
    }
    for log in [
        PLAIN,
        TWO_LINES,
        REPORT,
        "; call(\"JIT is required\"); @ a.c:1",
    ] {
        assert!(!asks_for_jit(log), "{log}");
    }
}

#[test]
fn a_complaint_of_an_argument_is_no_trace() {
    let log = "arg#0 reference type('UNKNOWN ') size cannot be determined: -22\n\
        ; shelf_track_title(track, title, 600); @ room.bpf.c:12\n\
        11: (85) call shelf_track_title#112797\n\
        arg#1 arg#2 memory, len pair leads to invalid memory access\n\
        processed 12 insns (limit 1000000)\n";
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(excerpt(log), lines[1..4].join("\n"));
}
