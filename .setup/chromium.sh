#!/bin/sh
# Makes sure that the browser tests have a Chromium that starts, and writes its path to
# .venv/chromium (an empty file: the one that Playwright fetches for itself).
set -eu
here=$(dirname "$0")

# Asking it to start finds out more than asking where it is: a snap's Chromium cannot open the
# profile that Playwright makes, and a fetched one may lack its libraries.
starts() {
    .venv/bin/python - "$1" 2>/dev/null <<'PYTHON'
import sys
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=sys.argv[1] or None, timeout=30_000).close()
PYTHON
}

# The first that starts; the last is the one that Playwright fetched.
find_browser() {
    for path in $(command -v chromium; command -v chromium-browser; command -v google-chrome) ''; do
        starts "$path" && echo "$path" >.venv/chromium && return
    done
    return 1
}

install_browser() {
    if grep -qs '^ID=debian' /etc/os-release; then
        sh "$here/install.sh" "Chromium, for the browser tests," chromium
    else
        echo "Fetching Chromium for the browser tests ..."
        .venv/bin/playwright install --with-deps chromium </dev/null
    fi || .venv/bin/playwright install chromium </dev/null >/dev/null 2>&1
}

.venv/bin/playwright --version >/dev/null 2>&1 ||
    sh "$here/install.sh" "libatomic, for the browser tests," libatomic1
find_browser || { install_browser && find_browser; } || {
    echo "The browser tests need a Chromium: install one that the command chromium starts," \
        "then make again." >&2
    exit 1
}
