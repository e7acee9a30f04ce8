//! stub
use crate::model::{Lang, Site};
use crate::render::address::Addresses;
use crate::render::page::order::Order;
pub(super) fn index(_: &Site, _: &Order<'_>, _: &Lang, _: Addresses<'_>) -> String {
    String::new()
}
