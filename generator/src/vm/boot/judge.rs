//! The verdict on a scenario that has ended.

use super::protocol::Mark;
use crate::vm::alarms::find_alarms;
use crate::vm::guest::Scenario;
use crate::vm::report::{ScenarioReport, Status};

/// What the guest said about a scenario, put into its report.
pub(super) fn note_mark(report: &mut ScenarioReport, mark: &Mark) {
    match mark {
        Mark::Exit { code: None, .. } => report.status = Status::TimedOut,
        Mark::Exit { code: Some(0), .. } => report.status = Status::Passed,
        Mark::Exit {
            code: Some(code), ..
        } => report.status = Status::Failed(*code),
        Mark::Left { kind, name, .. } => {
            report.notes.push(format!("left behind: {kind} {name}"));
            note_left_behind(report);
        }
        Mark::End {
            is_clean: false, ..
        } => {
            report
                .notes
                .push("what it left behind cannot be removed".to_owned());
            note_left_behind(report);
        }
        _ => {}
    }
}

/// What is left behind decides about a script that passed.
fn note_left_behind(report: &mut ScenarioReport) {
    if report.status == Status::Passed {
        report.status = Status::LeftBehind;
    }
}

/// Judges a scenario during which the machine stopped, or was stopped because it hung.
pub(super) fn note_stop(report: &mut ScenarioReport, is_hung: bool, seconds: f64) {
    let (status, note) = if is_hung {
        (Status::TimedOut, "the whole machine hung")
    } else {
        (Status::Crashed, "the machine stopped")
    };
    report.status = status;
    report.notes.push(note.to_owned());
    report.seconds = seconds;
}

/// Sorts a scenario's alarms into expected and unexpected ones, and lets them decide about a script
/// that passed.
pub(super) fn judge_alarms(scenario: &Scenario, report: &mut ScenarioReport) {
    let mut missing = scenario.expected_alarms.clone();
    for alarm in find_alarms(&report.kernel_log) {
        let is_expected = scenario
            .expected_alarms
            .iter()
            .any(|text| alarm.text.contains(text));
        missing.retain(|text| !alarm.text.contains(text));
        if !is_expected {
            report.alarms.push(alarm);
        }
    }
    report.notes.extend(
        missing
            .iter()
            .map(|text| format!("expected alarm did not come: {text}")),
    );
    if report.status == Status::Passed && !(missing.is_empty() && report.alarms.is_empty()) {
        report.status = Status::Alarmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(log: &str, expected: &[&str], code: i32) -> ScenarioReport {
        let mut scenario = Scenario::new("s", "");
        scenario.expected_alarms = expected.iter().map(|&text| text.to_owned()).collect();
        let mut report = ScenarioReport::not_run("s");
        report.kernel_log = log.to_owned();
        note_mark(
            &mut report,
            &Mark::Exit {
                index: 0,
                code: Some(code),
                uptime: 1.0,
            },
        );
        judge_alarms(&scenario, &mut report);
        report
    }

    #[test]
    fn alarms_fail_a_script_that_passed() {
        assert_eq!(judged("all quiet\n", &[], 0).status, Status::Passed);
        assert_eq!(judged("WARNING: x\n", &[], 0).status, Status::Alarmed);
        assert_eq!(judged("WARNING: x\n", &[], 3).status, Status::Failed(3));
    }

    #[test]
    fn expected_alarms_must_come_and_do_not_count() {
        let report = judged("WARNING: x\n f+0x1/0x2 [m]\n", &["f+0x1"], 0);
        assert!(report.passed() && report.alarms.is_empty());
        let report = judged("all quiet\n", &["f+0x1"], 0);
        assert_eq!(report.status, Status::Alarmed);
        assert_eq!(report.notes, ["expected alarm did not come: f+0x1"]);
    }

    #[test]
    fn what_is_left_behind_fails_a_script_that_passed() {
        let left = |kind: &str| Mark::Left {
            index: 0,
            kind: kind.into(),
            name: "x".into(),
        };
        let end = |is_clean| Mark::End { index: 0, is_clean };
        let after = |code, mark: &Mark| {
            let mut report = judged("", &[], code);
            note_mark(&mut report, mark);
            report.status
        };
        for mark in [left("process"), left("pin"), left("module"), end(false)] {
            assert_eq!(after(0, &mark), Status::LeftBehind, "{mark:?}");
            assert_eq!(after(3, &mark), Status::Failed(3), "{mark:?}");
        }
        assert_eq!(after(0, &end(true)), Status::Passed);
    }
}
