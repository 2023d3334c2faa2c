"""What a view answers: a page, a page with its status, a redirect, or a file to keep."""

from __future__ import annotations

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

AGAIN = 3  # seconds
Reply = str | tuple[str, int] | BaseResponse


def attachment(content: str | bytes, mimetype: str, reference: str, part: str = "") -> Response:
    """A file to keep, named after the visit's reference alone: intake-REFERENCE[-part].pdf.

    An attachment: this name, not the address, is what is kept.
    """
    ending = mimetype.rpartition("/")[2]
    name = f"intake-{reference}{'-' if part else ''}{part}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)


def asking_again(page: str) -> Response:
    """A page that loads its address again by itself, without a script, until it is a file."""
    return Response(page, 202, headers={"Refresh": str(AGAIN)})


def for_script(reply: Response) -> Response:
    """Tell a script that has posted where the reply leads: fetch() would follow it unseen."""
    if reply.status_code == 303 and request.headers.get("X-Requested-With") == "intake":
        reply.headers["X-Go-To"] = reply.headers.pop("Location")
        reply.status_code, reply.data = 204, b""
    return reply
