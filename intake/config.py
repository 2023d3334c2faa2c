"""Typed settings from the environment; refuses to start half-configured."""

from __future__ import annotations

import base64
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from intake import checked, mail_server
from intake.checked import ConfigError
from intake.mail_server import MailServer

__all__ = ["ConfigError", "Settings", "demo_settings", "from_environment", "keep_demo"]

INSTANCE = Path(__file__).resolve().parent.parent / "instance"
DEMO_FILE = INSTANCE / "demo.env"
DEMO_EMAIL = "dr.osei@clinic.example"
REQUIRED = ("DATABASE_URL", "INTAKE_SECRET_KEY", "INTAKE_MASTER_KEY", "INTAKE_BASE_URL")
KEYS = (
    "INTAKE_SECRET_KEY",
    "INTAKE_OLD_SECRET_KEYS",
    "INTAKE_MASTER_KEY",
    "INTAKE_OLD_MASTER_KEYS",
)


@dataclass(frozen=True)
class Settings:
    """Everything the service needs to know before it starts."""

    database_url: str
    secret_key: str  # signs cookies and forms
    master_key: bytes  # 32 bytes; wraps the data key of every record
    base_url: str  # what patients open, without a trailing slash
    trusted_proxies: int = 0
    backups: Path | None = None  # the folder in which the newest backup appears
    erased_list: Path | None = None  # which visits were erased, outside the database
    demo_password: str = ""  # only in the demo
    old_secret_keys: tuple[str, ...] = ()  # sign nothing any more, still accepted
    old_master_keys: tuple[bytes, ...] = ()  # wrap nothing new, still open
    mail_server: MailServer | None = None  # None: the service writes to nobody

    @property
    def demo(self) -> bool:
        """Whether this is the fictional clinic of `make run`."""
        return bool(self.demo_password)

    @property
    def writes_to_patients(self) -> bool:
        """Whether messages go anywhere: to a mail server, or to the demo's outbox."""
        return self.demo or self.mail_server is not None

    @property
    def erased_list_path(self) -> Path:
        """Where it is written which visits were erased; beside SQLite's file if not set."""
        if self.erased_list:
            return self.erased_list
        _, on_sqlite, file = self.database_url.partition("sqlite:///")
        return Path(f"{file}.erased") if on_sqlite else INSTANCE / "erased.list"

    @property
    def https(self) -> bool:
        """Whether cookies may be restricted to HTTPS."""
        return self.base_url.startswith("https://")

    @property
    def signing_keys(self) -> list[str]:
        """The secrets as itsdangerous takes them: it signs with the last and accepts all."""
        return [*reversed(self.old_secret_keys), self.secret_key]


def from_environment(env: Mapping[str, str], *, command_line: bool = False) -> Settings:
    """Read the settings. Raises ConfigError naming what is missing or wrong.

    The demo's settings serve when INTAKE_DEMO is 1, and for commands typed in
    a checkout where nothing is configured; a server never falls back to them.
    """
    if env.get("INTAKE_DEMO") == "1":
        if real := [name for name in KEYS if env.get(name)]:
            raise ConfigError(f"INTAKE_DEMO=1 has its own keys: take out {', '.join(real)}")
        return demo_settings(env)
    if command_line and not any(name in env for name in (*REQUIRED, *KEYS, "INTAKE_DEMO")):
        return demo_settings(env)
    missing = [name for name in REQUIRED if not env.get(name)]
    if missing:
        raise ConfigError(
            f"Set {', '.join(missing)} (see README, 'Run it for real'), or INTAKE_DEMO=1 to try."
        )
    refuse_plain_http(env["INTAKE_BASE_URL"])
    return Settings(
        database_url=checked.database_url(env["DATABASE_URL"]),
        secret_key=checked.secret_key(env["INTAKE_SECRET_KEY"]),
        old_secret_keys=tuple(checked.listed(env.get("INTAKE_OLD_SECRET_KEYS", ""))),
        master_key=checked.master_key(env["INTAKE_MASTER_KEY"]),
        old_master_keys=tuple(checked.old_master_keys(env.get("INTAKE_OLD_MASTER_KEYS", ""))),
        base_url=checked.base_url(env["INTAKE_BASE_URL"]),
        trusted_proxies=checked.count("INTAKE_TRUSTED_PROXIES", env),
        backups=Path(env["INTAKE_BACKUPS"]) if env.get("INTAKE_BACKUPS") else None,
        erased_list=Path(env["INTAKE_ERASED_LIST"]) if env.get("INTAKE_ERASED_LIST") else None,
        mail_server=mail_server.from_environment(env),
    )


def refuse_plain_http(url: str) -> None:
    """Raise ConfigError for an address at which patients' answers would travel readable."""
    if url.startswith("http://") and not _is_this_machine(urlsplit(url).hostname or ""):
        raise ConfigError(
            "INTAKE_BASE_URL must begin with https://, or everyone on the way can read the "
            "answers: put a proxy with HTTPS in front (see README, 'Run it for real')"
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def demo_settings(env: Mapping[str, str], path: Path = DEMO_FILE) -> Settings:
    """The demo's own settings: from its file, or made now and kept by `flask demo`."""
    kept = _read(path) if path.exists() else {}
    database = env.get("DATABASE_URL") or f"sqlite:///{path.parent / 'intake.sqlite'}"
    return Settings(
        database_url=database,
        secret_key=kept.get("INTAKE_SECRET_KEY") or secrets.token_urlsafe(32),
        master_key=checked.master_key(kept["INTAKE_MASTER_KEY"])
        if "INTAKE_MASTER_KEY" in kept
        else secrets.token_bytes(32),
        base_url=checked.base_url(
            env.get("INTAKE_BASE_URL") or f"http://127.0.0.1:{env.get('PORT') or '8000'}"
        ),
        demo_password=kept.get("DEMO_PASSWORD") or secrets.token_urlsafe(12),
    )


def keep_demo(settings: Settings, path: Path = DEMO_FILE) -> None:
    """Write the demo's keys and sign-in to its git-ignored file, readable by its owner only."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    master = base64.b64encode(settings.master_key).decode()
    path.write_text(
        f"INTAKE_SECRET_KEY={settings.secret_key}\nINTAKE_MASTER_KEY={master}\n"
        f"DEMO_EMAIL={DEMO_EMAIL}\nDEMO_PASSWORD={settings.demo_password}\n",
        encoding="utf-8",
    )


def _read(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
