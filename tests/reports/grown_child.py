"""A process that draws and is said to have grown after each job, and takes its time to end."""

from __future__ import annotations

import sys
import time

from reports.sandbox import child

if __name__ == "__main__":
    child.GROWN = 0
    child.main(*map(int, sys.argv[1:]))
    time.sleep(5)
