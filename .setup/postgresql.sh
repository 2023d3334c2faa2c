#!/bin/sh
# Makes sure that the tests find a PostgreSQL to start, where this user may install one.
# Without it they run on SQLite alone.
set -eu
here=$(dirname "$0")

.venv/bin/python -c 'import sys; from tests import postgresql as p; sys.exit(not p.programs())' &&
    exit
package=postgresql
[ "$(uname)" != Darwin ] || package=postgresql@17
echo "Installing PostgreSQL for the tests ..."
sh "$here/install.sh" PostgreSQL "$package" >/dev/null 2>&1 ||
    echo "There is no PostgreSQL here and no leave to install $package:" \
        "the tests run on SQLite alone." >&2
