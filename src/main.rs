//! The program: words of the command line to a verb, its outcome to an exit code.

mod line;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(line::run(std::env::args_os()).code())
}
