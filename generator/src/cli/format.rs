//! Results for programs: JSON of a known shape.

use std::io::Write as _;

use serde::Serialize;

use super::Failure;

/// The shape of every JSON result; it counts up when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// How a command shows its result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object, with a schema version, on stdout
    Json,
}

impl Format {
    /// Tells a program why there is no result, in the field `error` of its object; people are told
    /// by whoever shows the failure.
    pub(crate) fn tell(self, command: &str, failure: Failure) -> Failure {
        let error = failure.words();
        // An object without words of its own was shown already.
        if self == Self::Json && !error.is_empty() {
            // Where stdout is the trouble there is nobody to tell.
            let _ = print_json(command, &NoResult { error });
        }
        failure
    }
}

#[derive(Serialize)]
struct NoResult {
    error: String,
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    schema: u32,
    command: &'a str,
    #[serde(flatten)]
    result: &'a T,
}

/// Writes the one object of a command: its fields beside `schema` and `command`.
pub(crate) fn print_json(command: &str, result: &impl Serialize) -> Result<(), Failure> {
    let envelope = Envelope {
        schema: SCHEMA,
        command,
        result,
    };
    let text = serde_json::to_string_pretty(&envelope)
        .map_err(|error| Failure::Environment(format!("error: no JSON of this: {error}\n")))?;
    super::check_output(writeln!(anstream::stdout().lock(), "{text}"))
}
