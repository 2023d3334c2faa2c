#!/bin/sh
# Installs system packages where this user may, else names the one command that does.
# Usage: install.sh WHAT-FOR PACKAGE...   (Debian's names; Homebrew's on macOS)
set -eu
what=$1
shift

refuse() {
    echo "$what is missing. $1, then make again." >&2
    exit 1
}

if [ "$(uname)" = Darwin ]; then
    command -v brew >/dev/null || refuse "Install Homebrew, run: brew install $*"
    echo "Installing $* with Homebrew ..."
    brew install --quiet "$@" || refuse "Run: brew install $*"
    exit
fi

command -v apt-get >/dev/null || refuse "Install what Debian calls $*"
if [ "$(id -u)" = 0 ]; then
    root=env
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root="sudo -n env"
else
    refuse "Run: sudo apt-get install $*"
fi

echo "Installing $* with apt-get ..."
said=$(mktemp)
trap 'rm -f "$said"' EXIT
quietly() { $root DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >"$said" 2>&1; }
quietly update || echo "apt-get update failed; trying with the lists that are here." >&2
quietly install -y --no-install-recommends "$@" || {
    cat "$said" >&2
    refuse "Run: sudo apt-get install $*"
}
