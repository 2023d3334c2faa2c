"""nginx as it stands before the machines, from the same file, with ports of a test's own."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SETTINGS = Path(__file__).resolve().parents[1] / ".setup" / "nginx.conf"
STARTS = 10  # seconds


def program() -> str | None:
    """Where nginx is; Debian keeps it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running(folder: Path, machines: Sequence[int], https: int, http: int) -> Iterator[Path]:
    """Serve the machines at these ports of this machine; gives the certificate to trust."""
    found = program()
    assert found, "nginx is not installed"
    certificate = make_certificate(folder)
    (folder / "nginx.conf").write_text(_with_ports(folder, machines, https, http))
    words = f"daemon off; pid {folder}/nginx.pid;"
    command = [found, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", words]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(https, process)
            yield certificate
        finally:
            process.terminate()
            process.communicate()


def make_certificate(folder: Path, host: str = "localhost") -> Path:
    """A certificate of a host with its key beside it, as `intake.crt` and `intake.key`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(host)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "intake.crt"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    file.with_suffix(".key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


def trusting(certificate: Path) -> ssl.SSLContext:
    """What a browser checks that trusts this certificate."""
    return ssl.create_default_context(cafile=str(certificate))


def _with_ports(folder: Path, machines: Sequence[int], https: int, http: int) -> str:
    words = SETTINGS.read_text()
    for number, port in enumerate(machines, 1):
        words = words.replace(f"web-{number}:8000", f"127.0.0.1:{port}")
    words = words.replace("listen 443 ", f"listen 127.0.0.1:{https} ")
    words = words.replace("listen 80;", f"listen 127.0.0.1:{http};")
    words = words.replace("/etc/nginx/tls", str(folder))
    assert not re.search(r"web-\d|/etc/|listen \d+[ ;]", words), words
    return words


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    process.kill()
    raise RuntimeError(f"nginx did not start: {process.communicate()[1]!r}")
