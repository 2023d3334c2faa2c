#!/bin/sh
# Makes sure that the libraries which lay out the PDF are on this machine.
# HarfBuzz's subsetter is not among Pango's dependencies; without it a page takes 12 times as long.
set -eu
here=$(dirname "$0")
what="Pango, which lays out the PDF,"

loads() { .venv/bin/python -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

if [ "$(uname)" = Darwin ]; then
    loads libpango-1.0.dylib || loads "$(brew --prefix 2>/dev/null)/lib/libpango-1.0.dylib" ||
        sh "$here/install.sh" "$what" pango
    exit
fi

missing=
for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
    name=${package%0}
    loads "${name%-}.so.0" || missing="$missing $package"
done
# shellcheck disable=SC2086  # one word for each package
[ -z "$missing" ] || sh "$here/install.sh" "$what" $missing
