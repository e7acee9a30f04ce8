//! A small commune with an address that may be printed, on the disk, for what prints and records.

use serde_json::Value;

use super::project::{Folder, theme};

/// The commune; `ADDRESS` stands for its address.
const SITE: &str = "address: ADDRESS
commune: Xã Ví Dụ
province: Tỉnh Ví Dụ
phone: \"0123 456 789\"
centre: {name: Trung tâm Phục vụ hành chính công, address: Số 1 đường Trung Tâm}
posters: {size: A4, kinds: [board, sheet]}
";

/// A commune in a folder of its own.
pub(crate) struct Commune(pub(crate) Folder);

impl Commune {
    /// Makes the commune: two halls, three procedures, each hall with all of them on its board.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        for (path, bytes) in theme() {
            folder.write(path.as_str(), &bytes);
        }
        let commune = Self(folder);
        commune.site("https://tthc.xa-vi-du.gov.vn/", "");
        commune.write("content/procedures/ho-tich/_index.md", "---\ntitle: Hộ tịch\n---\n");
        commune.procedure("khai-sinh", "Đăng ký khai sinh", "fee: 0");
        commune.procedure("ket-hon", "Đăng ký kết hôn", "fee: 0");
        commune.procedure("chung-thuc", "Chứng thực bản sao", "fee: {amount: 5000, unit: trang}");
        commune.village("thon-dong", "Thôn Đông", "sheets: [khai-sinh]");
        commune.village("thon-tay", "Thôn Tây", "");
        commune
    }

    /// Writes `content/site.yaml`.
    pub(crate) fn site(&self, address: &str, more: &str) {
        let text = SITE.replace("ADDRESS", address);
        self.write("content/site.yaml", &format!("{text}{more}"));
    }

    /// Writes a procedure with more keys.
    pub(crate) fn procedure(&self, id: &str, title: &str, more: &str) {
        let text = format!(
            "---\ntitle: {title}\n{more}\nchecked: {{on: 2026-10-01, by: Công chức tư pháp – hộ tịch}}\ndocuments:\n  - {{name: Tờ khai, originals: 1}}\nsteps: [Nộp hồ sơ ở quầy.]\n---\n"
        );
        self.write(&format!("content/procedures/ho-tich/{id}.md"), &text);
    }

    /// Writes a village with wifi and more keys.
    pub(crate) fn village(&self, id: &str, title: &str, more: &str) {
        let wifi = "wifi: {ssid: Nha van hoa, password: matkhau88}";
        let text = format!("---\ntitle: {title}\n{wifi}\nprocedures: all\n{more}\n---\n");
        self.write(&format!("content/villages/{id}.md"), &text);
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.0.write(path, text.as_bytes());
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.0.join(path)).unwrap_or_default()
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.0.0.join(path)).expect("it is there");
    }

    /// Runs a command on a day; it must end with `code`. Returns what it said, results first.
    pub(crate) fn run(&self, code: i32, words: &[&str]) -> String {
        let mut all = words.to_vec();
        all.extend(["--today", "2026-11-22"]);
        let done = self.0.tracuu(&all);
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        assert_eq!(done.status.code(), Some(code), "{words:?}: {said}");
        said
    }

    /// Runs `status` and returns `hall place: state why` of every place.
    pub(crate) fn status(&self) -> Vec<String> {
        let done = self.0.tracuu(&["--json", "status", "--today", "2026-11-22"]);
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        assert_eq!(done.status.code(), Some(0), "{told}");
        let told: Value = serde_json::from_str(&told).expect("it is JSON");
        let halls = told["result"]["halls"].as_array().expect("a list").iter();
        let mut lines = Vec::new();
        for hall in halls {
            for sheet in hall["sheets"].as_array().expect("a list") {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let (state, why) = (text(&sheet["state"]), text(&sheet["why"]["vi"]));
                let line =
                    format!("{} {}: {state} {why}", text(&hall["hall"]), text(&sheet["place"]));
                lines.push(line.trim_end().to_owned());
            }
        }
        lines
    }
}
