#!/bin/sh
# Makes .venv with the first Python on this machine that is new enough.
# PYTHON=/path/to/python3 chooses one.
set -eu
here=$(dirname "$0")

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
    if new_enough "$python"; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        # Debian keeps venv and ensurepip in a package apart.
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            sh "$here/install.sh" "Python's venv" "python$version-venv"
        echo "Making the virtual environment .venv with Python $version ..."
        exec "$python" -m venv --clear .venv
    fi
done

found=$(${PYTHON:-python3} --version 2>/dev/null || echo "no Python")
echo "Intake needs Python 3.11 or newer; this machine has $found. Install one, then make again" \
    "(make PYTHON=/path/to/python3 ... chooses one)." >&2
exit 1
