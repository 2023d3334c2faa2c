#!/bin/sh
# Makes sure that the tests find an nginx to start, where this user may install one.
# Without it they ask two machines of the service themselves.
set -eu
here=$(dirname "$0")

.venv/bin/python -c 'import sys; from tests import nginx; sys.exit(not nginx.program())' && exit
echo "Installing nginx for the tests ..."
sh "$here/install.sh" nginx nginx >/dev/null 2>&1 ||
    echo "There is no nginx here and no leave to install it: no test goes through one." >&2
