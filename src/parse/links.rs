//! Web addresses: what is wrong with one, in plain words, and which hosts are allowed.

use std::ops::Range;

use super::source::Source;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::model::Link;
use crate::model::link::LinkProblem;
use crate::model::site::Commune;

/// Reports an address that cannot be taken.
pub(super) fn report(
    source: &mut Source,
    range: Range<usize>,
    written: &str,
    problem: LinkProblem,
) {
    let (text, hint) = match problem {
        LinkProblem::Scheme => (
            say(
                format!("«{written}» không phải địa chỉ web: phải bắt đầu bằng https://"),
                format!("\"{written}\" is no web address: it must begin with https://"),
            ),
            say(
                format!(
                    "chép địa chỉ từ thanh địa chỉ của trình duyệt, ví dụ: https://{}",
                    bare(written)
                ),
                format!(
                    "copy it from the browser's address bar, for example: https://{}",
                    bare(written)
                ),
            ),
        ),
        LinkProblem::Host => (
            say(
                format!(
                    "địa chỉ «{written}» không có tên miền rõ ràng (không nhận địa chỉ IP, localhost, tên@, số cổng)"
                ),
                format!(
                    "\"{written}\" has no plain host name (no IP address, localhost, name@ or port)"
                ),
            ),
            say(
                "dùng địa chỉ có tên miền đầy đủ, ví dụ: https://dichvucong.gov.vn/",
                "use an address with a full host name, for example: https://dichvucong.gov.vn/",
            ),
        ),
        LinkProblem::LookAlike => (
            say(
                format!("tên miền trong «{written}» có chữ lạ, dễ bị giả mạo"),
                format!("the host in \"{written}\" has unusual letters that can imitate another"),
            ),
            say(
                "gõ lại tên miền bằng chữ không dấu, hoặc bỏ liên kết này",
                "type the host again in plain letters, or drop the link",
            ),
        ),
        LinkProblem::Character => (
            say(
                format!("trong địa chỉ «{written}» có dấu cách hoặc ký tự không được phép"),
                format!(
                    "the address \"{written}\" has a space or another character that cannot stand there"
                ),
            ),
            say(
                "chép lại cả địa chỉ từ thanh địa chỉ của trình duyệt",
                "copy the whole address again from the browser's address bar",
            ),
        ),
    };
    source.error("bad-link", range, text, hint);
}

/// Returns an address without a scheme that is no web address.
fn bare(written: &str) -> &str {
    let rest = written.split_once(':').map_or(written, |(_, rest)| rest);
    let rest = rest.trim_start_matches(['/', ' ']);
    if rest.contains('.') { rest } else { "dichvucong.gov.vn/" }
}

/// Reports addresses whose host the commune does not allow.
pub(super) fn check_hosts(commune: &Commune, links: &[&(Link, Place)], found: &mut Diagnostics) {
    for (link, place) in links {
        let own = link.host() == commune.address.host()
            || commune.former_addresses.iter().any(|former| former.host() == link.host());
        if own || commune.allow_hosts.iter().any(|allowed| link.is_below(allowed)) {
            continue;
        }
        let host = link.host();
        let text = say(
            format!("liên kết dẫn đến {host}, chưa được phép"),
            format!("the link leads to {host}, which is not allowed"),
        );
        let mut hosts = commune.allow_hosts.clone();
        hosts.push(host.to_owned());
        let list = hosts.join(", ");
        let hint = say(
            format!("nếu tin trang này, sửa trong content/site.yaml thành: allow_hosts: [{list}]"),
            format!("if you trust it, write in content/site.yaml: allow_hosts: [{list}]"),
        );
        found.push(Diagnostic::error("host-not-allowed", place.clone(), text).hint(hint));
    }
}
