"""Where patients go: one machine, or two behind nginx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from intake.config import Settings
from tests import nginx
from tests.outages.browser import Door
from tests.outages.service import Clock, Service, free_port


@dataclass(frozen=True)
class Site:
    """The machines, and the door in front of them."""

    machines: tuple[Service, ...]
    clock: Clock
    door: Door

    def errors(self) -> Counter[str]:
        """What any of them logged as its own fault."""
        return sum((one.errors() for one in self.machines), Counter[str]())

    def recovered(self) -> list[float]:
        """Seconds that each start took."""
        return [seconds for one in self.machines for seconds in one.recovered]


@contextmanager
def running(settings: Settings, machines: int, weakened: str, folder: Path) -> Iterator[Site]:
    """So many machines on one database; behind nginx where there are several."""
    clock = Clock(folder)
    port = free_port()
    front = {"INTAKE_BASE_URL": f"https://localhost:{port}", "INTAKE_TRUSTED_PROXIES": "1"}
    behind = front if machines > 1 else {"PORT": str(port)}
    every = tuple(Service(settings, clock, weakened, **behind) for _ in range(machines))
    with ExitStack() as stack:
        for one in every:
            one.start()
            stack.callback(one.end)
        trust = None
        if machines > 1:
            ports = [one.port for one in every]
            door = nginx.running(folder, ports, https=port, http=free_port())
            trust = nginx.trusting(stack.enter_context(door))
        yield Site(every, clock, Door(port, trust))
