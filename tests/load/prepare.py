"""Make a database with forms that are nearly filled in: run in the folder of the version to try.

`python prepare.py DATABASE_URL NUMBER` prints a line for each: where its form is, its link's token.
It uses only what the tests of an earlier version have too.
"""

from __future__ import annotations

import base64
import sys
from dataclasses import replace

sys.path.insert(0, "")

from flask_migrate import upgrade

from intake import store
from tests import factories
from tests.service import serving, settings_of

if __name__ == "__main__":
    url, number, key = sys.argv[1:]
    settings = replace(settings_of(url), master_key=base64.b64decode(key))
    with serving(settings):
        upgrade()
        factories.make_clinic()
        for _ in range(int(number)):
            visit = factories.make_draft(factories.make_visit())
            sys.stdout.write(f"/form/{store.handle_of(visit)} {store.link_token(visit)}\n")
