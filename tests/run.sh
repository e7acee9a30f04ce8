#!/usr/bin/env bash
# Everything that must hold, in one command: formatting, lints, tests, documentation, then the
# tests that look at paper and pages with other people's programs (decoders, PDF tools, Chromium).
# Installs what is missing on Debian; needs only Rust before.
set -euo pipefail
cd "$(dirname "$0")/.."

# What the tests of tests/outside and tests/browser need, each as command:package.
tools=(
  zbarimg:zbar-tools pdftotext:poppler-utils pdffonts:poppler-utils qpdf:qpdf
  rsvg-convert:librsvg2-bin chromium:chromium chromedriver:chromium-driver cc:gcc
)
missing=()
for tool in "${tools[@]}"; do
  command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
for part in rustfmt clippy; do
  cargo "${part/rust/}" --version >/dev/null 2>&1 || rustup component add "$part"
done

step() { printf '\n== %s\n' "$*"; "$@"; }
export RUSTDOCFLAGS="-D warnings"
step cargo fmt --check
step cargo clippy --locked --all-targets --features outside -- -D warnings
step cargo doc --locked --no-deps --quiet
step cargo test --locked --features outside --lib --bins --test it --test outside --test browser
