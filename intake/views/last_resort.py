"""The reply for when nothing else can be relied on: no template, no session, no database.

It serves the HTTP server too, which answers what is no proper request before the service sees it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadHost

from intake.languages import Language, Message, offered, says
from intake.views.errors import NUMBER, OTHER, WORDS
from intake.views.headers import HEADERS, STRICT
from intake.watch.counts import BOARD
from intake.watch.requests import number_of

NAMES = ("title", "advice", "number")
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title} – Intake</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{title}</h1>{parts}</main></body>
</html>
"""
# Nothing is known of who reads it: it says the same in each language.
PART = """<div lang="{lang}"><p><strong>{title}</strong></p><p>{advice}</p><p>{number}</p></div>"""


def bare_reply(status: int, https: bool, number: str) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status line, headers and page of an error; nothing of the request but its number is in it."""
    title, advice = WORDS.get(status, OTHER)
    told = (title, advice, Message(NUMBER, number=number))
    parts = [_part(told, one) for one in offered(demo=False)]
    body = PAGE.format(title=title, parts="\n".join(parts)).encode()
    headers = {
        **HEADERS,
        **(STRICT if https else {}),
        "Cache-Control": "no-store",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    return f"{status} {HTTPStatus(status).phrase}", list(headers.items()), body


def _part(told: Iterable[str], spoken: Language) -> str:
    words = dict(zip(NAMES, (says(one, spoken) for one in told), strict=True))
    return PART.format(lang=spoken.tag, **words)


def guard(app: Flask, inner: Wsgi, https: bool) -> Wsgi:
    """Answer by the last resort whatever `inner` did not answer, its error page included.

    So is a request to no possible host: the error page could name no address.
    """

    @app.errorhandler(BadHost)
    def refuse(_: BadHost) -> Response:
        status, headers, body = bare_reply(400, https, number_of(request.environ))
        return Response(body, status, headers)

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[bool] = []

        def begin(*told: Any) -> Any:
            begun.append(True)
            return start_response(*told)

        try:
            return inner(environ, begin)
        except Exception as error:
            # Its kind alone: its message and what it happened to could hold an answer.
            number = number_of(environ)
            told = {"facts": {"request": number}}
            app.logger.error("nothing could answer %s", type(error).__name__, extra=told)
            BOARD.add("intake_errors_total", "service")
            status, headers, body = bare_reply(500, https, number)
            # A reply that was begun is replaced, which a server allows with the error alone.
            start_response(status, headers, *([sys.exc_info()] if begun else []))
            return [body]

    return guarded
