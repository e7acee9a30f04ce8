//! Tests at the seams, one module each. They need nothing from outside.

mod architecture;
mod bodies;
mod bytes;
mod checks;
mod command;
mod example;
mod figures;
mod folders;
mod ledger;
mod mistakes;
mod posters;
mod project;
mod sample;
mod sites;
mod small;
mod values;
