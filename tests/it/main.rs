//! Tests at the seams, one module each. They need nothing from outside.

mod architecture;
mod bodies;
mod bytes;
mod checks;
mod command;
mod example;
mod figures;
mod folders;
mod kinds;
mod ledger;
mod letters;
mod mistakes;
mod poster_page;
mod posters;
mod press_room;
mod project;
mod sample;
mod sheets;
mod sites;
mod small;
mod steps_texts;
mod values;
