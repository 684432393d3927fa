# Sourced by the scripts beside it: finds out what the machine lacks, and installs it where that is possible.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

# The Debian packages among the arguments that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

# Installs Debian packages, or says exactly which are needed and stops.
need_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    [ -n "${NABLA_LIBRARIES_INSTALLED:-}" ] && return
    say "nabla needs the development files of libedit, OpenBLAS, Boost.Math and SLEEF (on Debian: $*)."
    say "Install them with your system's packages, then run this again with NABLA_LIBRARIES_INSTALLED=1."
    exit 1
  fi
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return
  local become=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "As root, install what is missing: apt-get install $missing"
      exit 1
    fi
    # Without a terminal nobody could answer a question for a password.
    if [ -t 0 ]; then become=(sudo); else become=(sudo -n); fi
  fi
  say "Installing $missing(apt-get${become[0]:+ with sudo})"
  # shellcheck disable=SC2086
  if ! { "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } \
    </dev/null >&2; then
    say "That did not work. Install by hand, then run this again: apt-get install $missing"
    exit 1
  fi
}

need_swift() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  if [ -z "$version" ]; then
    say "nabla is written in Swift 6.3: install it from https://www.swift.org/install and put swift on the PATH."
    exit 1
  fi
  if [ "$(printf '%s\n6.3\n' "$version" | sort -V | head -n 1)" != 6.3 ]; then
    say "nabla needs Swift 6.3, and this is Swift $version: install a newer one from https://www.swift.org/install."
    exit 1
  fi
}

libraries=(libedit-dev libopenblas-dev libboost-math-dev libsleef-dev)

# Builds the release binary with the Swift runtime inside, in a folder of its own: mixing it with the tests'
# would compile everything again each time.
build_nabla() {
  need_swift
  need_packages "${libraries[@]}"
  local log
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if [ ! -x "$root/.build/static/release/nabla" ]; then say "Building nabla; the first time takes a few minutes."; fi
  if ! swift build --package-path "$root" --scratch-path "$root/.build/static" -c release --static-swift-stdlib \
    --product nabla >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    exit 1
  fi
  rm -f "$log"
  trap - EXIT
}
