//! Finds the telling lines in what libbpf and the verifier printed.

#[cfg(test)]
mod tests;

/// More lines than this say less.
const MOST_LINES: usize = 8;

/// A program that was refused, and the verifier's log of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal<'log> {
    pub(crate) program: &'log str,
    /// The log, or the error's name alone.
    pub(crate) log: &'log str,
    pub(crate) has_log: bool,
}

/// The refused program among libbpf's messages; `None` when no program was refused.
///
/// libbpf frames the log in `prog 'x': -- BEGIN PROG LOAD LOG --` and `-- END PROG LOAD
/// LOG --` (`bpf_object_load_prog`); with an empty log it says `BPF program load failed`.
/// Logs of programs that were accepted may stand before it, the last one is the refused.
pub(crate) fn refusal(messages: &str) -> Option<Refusal<'_>> {
    const FAILED: &str = "': BPF program load failed: ";
    let (before, after) = messages.rsplit_once(FAILED)?;
    let (_, program) = before.rsplit_once("prog '")?;
    let framed = after
        .split_once("-- BEGIN PROG LOAD LOG --\n")
        .and_then(|(_, log)| log.rsplit_once("-- END PROG LOAD LOG --"));
    let errno = after.lines().next().unwrap_or_default();
    Some(Refusal {
        program,
        log: framed.map_or(errno, |(log, _)| log),
        has_log: framed.is_some(),
    })
}

/// The `struct_ops` type that libbpf did not find in any BTF it could open
/// (`find_struct_ops_kern_types`).
pub(crate) fn absent_type(messages: &str) -> Option<&str> {
    let (_, after) = messages.split_once("struct bpf_struct_ops_")?;
    let (name, _) = after.split_once(" is not found in kernel BTF")?;
    (!name.contains(char::is_whitespace)).then_some(name)
}

/// Whether the complaint is that the kernel interprets programs: `add_kfunc_call` and
/// `fixup_call_args` in kernel/bpf/verifier.c.
pub(crate) fn asks_for_jit(log: &str) -> bool {
    log.lines().any(|line| {
        line.starts_with("JIT is required")
            || line.ends_with(" are not allowed in non-JITed programs")
            || line.contains(" are not allowed in non-JITed programs with ")
    })
}

/// The last messages, without libbpf's prefix.
pub(crate) fn last_lines(messages: &str) -> String {
    let lines: Vec<&str> = messages
        .lines()
        .map(|line| line.strip_prefix("libbpf: ").unwrap_or(line))
        .filter(|line| !line.trim().is_empty())
        .collect();
    last(&lines, 4).join("\n")
}

/// What a verifier log comes down to: the source line and the instruction it stopped at,
/// the complaint, and since 7.3 the reason and the suggestion.
pub(crate) fn excerpt(log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| !is_statistics(line)).collect();
    let end = lines.iter().position(|line| opens_report(line));
    let (trace, report) = lines.split_at(end.unwrap_or(lines.len()));

    let trace: Vec<&str> = trace
        .iter()
        .copied()
        .filter(|line| !line.is_empty())
        .collect();
    let complaint = trace
        .iter()
        .rposition(|line| is_trace(line))
        .map_or(0, |at| at + 1);
    let (trace, complaint) = trace.split_at(complaint);

    let mut telling: Vec<&str> = trace
        .iter()
        .rfind(|line| is_source(line))
        .copied()
        .into_iter()
        .collect();
    telling.extend(trace.iter().rfind(|line| is_instruction(line)));
    telling.extend(last(complaint, MOST_LINES));
    telling.extend(section(report, "Reason:"));
    telling.extend(section(report, "Suggestion:"));
    telling.join("\n")
}

/// A section of the report that 7.3 puts after the complaint: its title and the lines up to
/// the next empty one.
fn section<'log>(report: &[&'log str], title: &str) -> impl Iterator<Item = &'log str> {
    let lines = report
        .iter()
        .skip_while(move |line| line.trim_end() != title);
    let lines = lines.take_while(|line| !line.trim().is_empty());
    lines
        .copied()
        .take(MOST_LINES)
        .collect::<Vec<_>>()
        .into_iter()
}

fn opens_report(line: &str) -> bool {
    let titles = ["Verification failed:", "Reason:", "Suggestion:"];
    titles.iter().any(|title| line.starts_with(title))
}

/// The counts that `print_verification_stats` ends a log with.
fn is_statistics(line: &str) -> bool {
    let stats = [
        "processed ",
        "verification time ",
        "stack depth ",
        "insns processed ",
    ];
    stats.iter().any(|start| line.starts_with(start))
}

/// A line that the verifier writes while all is well, so that what follows the last one is
/// the complaint.
fn is_trace(line: &str) -> bool {
    const STARTS: &[&str] = &[
        " ", // state lines before 6.0
        "func#",
        "from ",
        "last_idx",
        "regs=",
        "mark_precise:",
        "parent ",
        "frame",
        "caller:",
        "callee:",
        "returning from callee",
        "to caller at",
        "propagating ",
        "Live regs before insn:",
        "Validating ",
        "Func#",
    ];
    is_source(line)
        || is_instruction(line)
        || is_state(line)
        || is_guess(line)
        || STARTS.iter().any(|start| line.starts_with(start))
}

/// `arg#0 reference type('UNKNOWN ') size cannot be determined: -22`, a remark about a
/// subprogram; what else begins so complains of a kfunc's argument.
fn is_guess(line: &str) -> bool {
    line.starts_with("arg#") && line.contains(" reference type(")
}

/// `; return 0; @ x.bpf.c:12`, a line of the program's source.
fn is_source(line: &str) -> bool {
    line.starts_with("; ")
}

/// `4: (85) call bpf_probe_read_kernel#113`, an instruction.
fn is_instruction(line: &str) -> bool {
    numbered(line).is_some_and(|rest| rest.starts_with('('))
}

/// `0: R1=ctx() R10=fp0` or `R0_w=0 R10=fp0`, the state of the registers.
fn is_state(line: &str) -> bool {
    let rest = numbered(line).unwrap_or(line);
    let Some(rest) = rest.strip_prefix('R') else {
        return numbered(line).is_some_and(str::is_empty) || rest.starts_with("safe");
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with('=') || rest.starts_with('_')
}

/// What follows `12: `; `None` for a line without a number.
fn numbered(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(':')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(rest.trim_start())
}

fn last<'a, 'log>(lines: &'a [&'log str], most: usize) -> &'a [&'log str] {
    let first = lines.len().saturating_sub(most);
    lines.get(first..).unwrap_or_default()
}
