//! The policy in Rust: what `src/bpf/throttle_ops.bpf.c` does, where a test can reach it.

use crate::ops::throttle::{MAX_DELAY, NORMAL_PRIO, Request, ThrottleOps, task_struct};

/// What the device takes in a millisecond.
const BYTES_PER_MS: u64 = 4096;

/// Lets nice tasks wait longer, and gives them fewer tokens.
pub struct ByPriority;

impl ThrottleOps for ByPriority {
    fn delay(&self, task: &task_struct, request: &Request) -> u32 {
        // The first task of all never waits.
        if task.pid == 1 {
            return 0;
        }
        let turns = request.bytes / BYTES_PER_MS + u64::from(request.queued);
        // No task is nicer than by 19; whatever else a number might say is cut off.
        let niceness = task.prio.saturating_sub(NORMAL_PRIO).clamp(0, 19);
        let delay = turns * (1 + u64::from(niceness.unsigned_abs()));
        u32::try_from(delay).map_or(MAX_DELAY, |delay| delay.min(MAX_DELAY))
    }

    fn grant(&self, task: Option<&task_struct>, tokens: u32) -> u32 {
        match task {
            None => tokens / 2,
            Some(task) if task.prio < NORMAL_PRIO => tokens,
            Some(_) => tokens / 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delay(pid: i32, prio: i32, bytes: u64) -> u32 {
        let request = Request { bytes, queued: 2 };
        ByPriority.delay(&task_struct { pid, prio }, &request)
    }

    #[test]
    fn the_first_task_never_waits() {
        assert_eq!(delay(1, 120, 1 << 20), 0);
        assert_ne!(delay(2, 120, 1 << 20), 0);
    }

    #[test]
    fn nicer_tasks_wait_longer_up_to_the_limit() {
        assert_eq!(delay(7, 120, 8 * 4096), 10);
        assert_eq!(delay(7, 125, 8 * 4096), 60);
        assert_eq!(delay(7, 100, 8 * 4096), 10);
        assert_eq!(delay(7, 139, 8 * 4096), 200);
        assert_eq!(delay(7, 139, u64::MAX), MAX_DELAY);
        assert_eq!(delay(7, i32::MAX, 8 * 4096), 200);
        assert_eq!(delay(7, i32::MIN, 8 * 4096), 10);
    }

    #[test]
    fn tokens_go_to_the_important_and_to_the_kernel() {
        let task = task_struct { pid: 1, prio: 120 };
        assert_eq!(ByPriority.grant(Some(&task), 9), 2);
        let important = task_struct { prio: 99, ..task };
        assert_eq!(ByPriority.grant(Some(&important), 9), 9);
        assert_eq!(ByPriority.grant(None, 9), 4);
    }
}
