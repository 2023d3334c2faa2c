"""What must be on the machine before a report can be made, each missing thing by name."""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reports import fonts
from reports.errors import RenderError

# The library, the Debian package that holds it, and its file's name on macOS.
# WeasyPrint only warns without the subsetter, and then takes twelve times as long.
LIBRARIES = (
    ("libgobject-2.0.so.0", "libglib2.0-0", "libgobject-2.0.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig1", "libfontconfig.1.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz0b", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "libharfbuzz-subset.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0.dylib"),
)


def check_ready() -> None:
    """Raise RenderError that names every missing library with its package, and every font.

    Also shows fontconfig the service's own fonts only; call it before WeasyPrint is
    imported. Without any font Pango ends the process, so this is no formality.
    """
    missing = [f"{package} ({name})" for name, package, mac in LIBRARIES if not _loads(name, mac)]
    if missing:
        raise RenderError(f"PDFs need libraries that are not installed: {', '.join(missing)}")
    absent = fonts.missing(fonts.BUILT)
    if absent:
        raise RenderError(
            f"fonts are missing in {fonts.BUILT.name}/: {', '.join(absent)}. "
            "Run: python -m reports.fonts.install node_modules"
        )
    os.environ["FONTCONFIG_FILE"] = str(fonts.BUILT / fonts.CONFIG_NAME)


def _loads(name: str, mac: str) -> bool:
    try:
        ctypes.CDLL(mac if sys.platform == "darwin" else name)
    except OSError:
        return False
    return True


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """While WeasyPrint is imported: load libraries by their file names only.

    It tries several names for each library, and for each that fails ctypes runs the
    compiler and ldconfig: 54 processes, half of the time of the import. `check_ready`
    has loaded every library by the file name that WeasyPrint tries too.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _found_nowhere(name: str) -> str | None:
    return None
