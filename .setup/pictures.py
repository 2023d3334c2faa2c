"""Makes the README's two pictures from a fictional clinic of its own, which it throws away."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ADDRESS = ("127.0.0.1", int(os.environ.get("PORT", "8000")))
BASE = "http://{}:{}".format(*ADDRESS)
DOCS = Path("docs")
PHONE = {"width": 390, "height": 844}
PAGE_DOTS_PER_INCH = 130


def flask(*words: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served() -> Iterator[None]:
    """The service, from when it answers until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "-c", ".setup/gunicorn.py", "wsgi:app"]
    with subprocess.Popen(command) as server:
        try:
            wait_for_answer()
            yield
        finally:
            server.terminate()


def wait_for_answer() -> None:
    """Return once something listens at the address, for at most 10 seconds."""
    for _ in range(100):
        with suppress(ConnectionRefusedError):
            return socket.create_connection(ADDRESS).close()
        time.sleep(0.1)
    sys.exit(f"The service did not start on port {ADDRESS[1]}.")


def keep(picture: Image.Image, name: str) -> None:
    """Write a small file: print and forms need few colours."""
    picture.convert("RGB").quantize(64).save(DOCS / name, optimize=True)


def page_picture(folder: Path) -> None:
    """The doctor's page of the demo's first visit."""
    answers, pdf = folder / "answers.json", folder / "page.pdf"
    answers.write_text(flask("submission", "export", flask("submission", "list").split()[-1]))
    flask("report", "render", str(answers), "--out", str(pdf))
    with pypdfium2.PdfDocument(pdf) as document:
        keep(document[0].render(scale=PAGE_DOTS_PER_INCH / 72).to_pil(), "page.png")


def form_picture(folder: Path) -> None:
    """The form's page on weakness, as a phone shows it."""
    shot = folder / "form.png"
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
        phone = browser.new_page(viewport=PHONE, device_scale_factor=2)
        phone.goto(BASE)
        phone.get_by_role("link", name="Start now").or_(
            phone.get_by_role("button", name="Start now")
        ).click()
        for none in phone.get_by_label("None of these").all():
            none.check()
        phone.get_by_role("button", name="Continue").click()
        phone.wait_for_url("**/about?*")
        phone.goto(phone.url.replace("about?started=1", "strength"))
        phone.screenshot(path=shot)
        browser.close()
    with Image.open(shot) as picture:
        keep(picture, "form.png")


def main() -> None:
    """Set up the clinic in a temporary file, then take both."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(INTAKE_DEMO="1", DATABASE_URL=f"sqlite:///{folder / 'intake.sqlite'}")
        flask("demo")
        page_picture(folder)
        form_picture(folder)


main()
