//! `tracuu init`: a first project in an empty folder.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Context, Outcome, Voice};
use crate::desk::{self, Answers, QUESTIONS};
use crate::diagnostic::{Diagnostics, say};
use crate::files::FileSet;
use crate::io;
use crate::io::terminal::{self, Asked};

/// What is said on the command line.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The folder, from the project folder of the command line; nothing: that itself.
    pub folder: Option<PathBuf>,
    /// Answers, by the key of their question.
    pub answers: Vec<(&'static str, String)>,
}

/// Makes the project; asks on a terminal what was not said.
#[must_use]
pub fn run(context: &Context, said: &Said) -> Outcome {
    let voice = context.voice;
    let mut answers = Answers::default();
    for (key, answer) in &said.answers {
        let Some(question) = QUESTIONS.iter().find(|question| question.key == *key) else {
            continue;
        };
        if let Some(why) = question.refuses(answer) {
            voice.message(&say(format!("--{key}: {}", why.vi), format!("--{key}: {}", why.en)));
            return Outcome::Usage;
        }
        answers.take(question, answer);
    }
    let folder = said.folder.as_ref().map_or(context.root.clone(), |dir| context.root.join(dir));
    // Nobody answers five questions for a folder that cannot be taken.
    if let Err(error) = io::begin::empty(&folder) {
        return refused(voice, &error);
    }
    if terminal::is_person() && !voice.json {
        let (mut keyboard, mut screen) = (terminal::keyboard(), anstream::stderr());
        if ask(voice, &mut keyboard, &mut screen, said, &mut answers).is_err() {
            return Outcome::Refused;
        }
    }
    let files = desk::project(&answers);
    if let Err(error) = io::begin::project(&folder, &files) {
        return refused(voice, &error);
    }
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    voice.json(
        &Diagnostics::default(),
        &FileSet::default(),
        &json!({"folder": folder, "made": paths, "example": !answers.is_real()}),
    );
    if !voice.json {
        tell(voice, said, &answers);
    }
    Outcome::Good
}

fn refused(voice: Voice, error: &io::Error) -> Outcome {
    voice.refused(error);
    let usage = matches!(error, io::Error::NotEmpty { .. });
    if usage { Outcome::Usage } else { Outcome::Refused }
}

/// Asks every question that the command line did not answer.
///
/// # Errors
/// When the terminal is gone.
pub fn ask(
    voice: Voice,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    said: &Said,
    answers: &mut Answers,
) -> std::io::Result<()> {
    let open = QUESTIONS
        .iter()
        .filter(|question| said.answers.iter().all(|(key, _)| *key != question.key));
    let open: Vec<_> = open.collect();
    if open.is_empty() {
        return Ok(());
    }
    let begin = say(
        "Trả lời vài câu, hoặc bấm Enter để bỏ qua: câu nào bỏ qua thì ghi sau trong content/site.yaml.",
        "A few questions; Enter leaves one for later, in content/site.yaml.",
    );
    writeln!(output, "{}", begin.pick(voice.english))?;
    for question in open {
        let words = if voice.english { question.en } else { question.vi };
        let refuses =
            |answer: &str| question.refuses(answer).map(|why| why.pick(voice.english).to_owned());
        let Some(answer) =
            terminal::ask(input, output, &Asked { question: words, refuses: &refuses })?
        else {
            return Ok(());
        };
        answers.take(question, &answer);
        let written = question.completed(&answer);
        if written != answer {
            let told = say(format!("  ghi là: {written}"), format!("  written as: {written}"));
            writeln!(output, "{}", told.pick(voice.english))?;
        }
    }
    Ok(())
}

/// Returns the address when it is not written as it was said on the command line; who was asked has
/// read it there.
fn completed<'a>(said: &Said, answers: &'a Answers) -> Option<&'a str> {
    let (_, given) = said.answers.iter().find(|(key, _)| *key == "address")?;
    answers.address.as_deref().filter(|address| address != &given.trim())
}

fn tell(voice: Voice, said: &Said, answers: &Answers) {
    let folder = said.folder.as_deref();
    let shown = folder.map_or(".".to_owned(), |folder| folder.display().to_string());
    let made = say(
        format!(
            "Đã tạo trang hướng dẫn đầu tiên trong {shown}: 5 thủ tục, {} nhà văn hóa, 2 mô hình phục vụ.",
            answers.halls()
        ),
        format!(
            "A first guide site is in {shown}: 5 procedures, {} halls, 2 programs.",
            answers.halls()
        ),
    );
    voice.result(made.pick(voice.english));
    if let Some(address) = completed(said, answers) {
        voice.message(&say(
            format!("Địa chỉ trang được ghi là {address}"),
            format!("The address is written as {address}"),
        ));
    }
    let missing = answers.missing();
    if answers.is_real() {
        voice.message(&say(
            format!("Ghi tiếp vào content/site.yaml: {}. Năm thủ tục lấy từ bản mẫu và ghi rõ là xã chưa đối chiếu; hai mô hình phục vụ còn là bản nháp.", missing.vi),
            format!("Still to be written into content/site.yaml: {}. The five guides are templates and say that the commune has not checked them; the two programs are drafts.", missing.en),
        ));
    } else {
        voice.message(&say(
            format!("Đây là xã ví dụ (example: true): mọi trang ghi rõ và chưa in được. Còn phải ghi vào content/site.yaml: {}; rồi xóa dòng example: true.", missing.vi),
            format!("This is an example (example: true): every page says so, and it cannot be printed. Still to be written into content/site.yaml: {}; then delete the line example: true.", missing.en),
        ));
    }
    if answers.halls() == 0 {
        voice.message(&say(
            "Chưa có nhà văn hóa nào. Thêm từng thôn: tracuu new village \"Tên thôn\"",
            "There is no hall yet. Add each village: tracuu new village \"Its name\"",
        ));
    }
    next(voice, folder);
}

/// Says what to do next.
fn next(voice: Voice, folder: Option<&Path>) {
    let cd = folder.map_or(String::new(), |folder| format!("  cd {}\n", folder.display()));
    let next = say(
        format!(
            "Tiếp theo:\n{cd}  tracuu serve --open   xem trang trong trình duyệt; lưu tệp là trang đổi theo\n  tracuu check          soát lỗi sau mỗi lần sửa\nCách làm từng việc: đọc SO-TAY-CAN-BO.txt."
        ),
        format!(
            "Next:\n{cd}  tracuu serve --open   shows the site in the browser and follows every save\n  tracuu check          after every change\nHow everything is done: SO-TAY-CAN-BO.txt (in Vietnamese)."
        ),
    );
    voice.message(&next);
}
