"""Copy the fonts from their packages: `python -m reports.fonts.install NODE_MODULES [FOLDER]`."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from reports.fonts import BUILT, CONFIG_NAME, Source, manifest

# `prefix="relative"`: the folder may move. The cache saves a scan of 20 MB at each start.
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def origin(source: Source, node_modules: Path) -> Path:
    """The file a line of the manifest means; FileNotFoundError if it is not installed."""
    root: Path | None = node_modules
    if source.registry == "pypi":
        spec = find_spec(source.path.split("/")[0])
        root = Path(spec.origin).parent.parent if spec and spec.origin else None
    found = root / source.path if root else None
    if found is None or not found.is_file():
        raise FileNotFoundError(f"{source.registry}: {source.path}")
    return found


def install(node_modules: Path, folder: Path = BUILT) -> None:
    """Fill `folder` with every font of the manifest and the configuration that lists them."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in manifest():
        shutil.copyfile(origin(source, node_modules), folder / source.name)
    cache = (folder / "cache").resolve()
    (folder / CONFIG_NAME).write_text(_CONFIG.format(cache=cache), encoding="utf-8")


if __name__ == "__main__":
    try:
        install(Path(sys.argv[1]), *[Path(folder) for folder in sys.argv[2:3]])
    except (IndexError, FileNotFoundError) as error:
        sys.exit(f"The fonts could not be installed. Usage: {__doc__}\n{error}")
