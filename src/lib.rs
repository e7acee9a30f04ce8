//! tracuu (*tra cứu*, "look up") turns a commune's administrative procedures into a guide site for
//! citizens' phones and into posters whose QR codes lead to it.
//!
//! A build is a pure function from files to files; the disk, the browser and the portal are
//! readers of its answer. The rooms below stand in reading order; README.md says what each holds and
//! may import.

pub mod files;

pub mod diagnostic;

mod yaml;

pub mod encoding;

pub mod io;

pub mod catalogue;

pub mod model;

pub mod parse;

pub mod desk;

pub mod theme;

pub mod ledger;

pub mod audit;

pub mod table;

pub mod sheet;

pub mod render;

pub mod check;

pub mod pipeline;

pub mod command;
