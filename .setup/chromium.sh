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

found() {
    for name in chromium chromium-browser google-chrome ''; do
        path=$(command -v "$name" || true)
        if [ -z "$name" ] || [ -n "$path" ]; then
            starts "$path" && echo "$path" >.venv/chromium && exit
        fi
    done
}

found
if grep -qs '^ID=debian' /etc/os-release; then
    sh "$here/install.sh" "Chromium, for the browser tests," chromium && found
else
    echo "Fetching Chromium for the browser tests ..."
    .venv/bin/playwright install --with-deps chromium </dev/null && found
fi
.venv/bin/playwright install chromium </dev/null >/dev/null 2>&1 && found

echo "The browser tests need Chromium. Install it so that 'chromium' starts it, then: make test" >&2
exit 1
