//! stub
use crate::model::{Site, date::Week};
use crate::render::address::Addresses;
use serde_json::{Value, json};
pub(crate) fn calendar(_: &Site, _: Addresses<'_>) -> Value {
    json!({})
}
pub(crate) fn week(_: &Week) -> Value {
    json!([])
}
