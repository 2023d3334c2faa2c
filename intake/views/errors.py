"""Error pages: what happened and what to do, never what was typed or a traceback."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadHost, HTTPException

from intake import store
from intake.languages import Message
from intake.spoken import gettext, said
from intake.watch.counts import BOARD
from intake.watch.requests import number_of

Page = tuple[str, int]
RETRY = 10  # seconds
MOST_FIELDS = 2_000  # of one form; Werkzeug allows half of it where each has a part of its own

WORDS = {
    400: (
        Message("Something went wrong with that step"),
        Message("Go back, load the page again and try once more."),
    ),
    404: (
        Message("Page not found"),
        Message("Check the address, or ask your clinic for a new link if yours no longer works."),
    ),
    405: (
        Message("That step cannot be done this way"),
        Message("Go back and use the buttons on the page."),
    ),
    408: (
        Message("That took too long to send"),
        Message("Go back and try again. What you saved is safe."),
    ),
    413: (
        Message("That was too long to send"),
        Message("Go back, shorten your text and try again."),
    ),
    431: (
        Message("That was too long to send"),
        Message("Close this page, open your link again and try once more."),
    ),
    415: (
        Message("That step cannot be done this way"),
        Message("Go back and use the buttons on the page."),
    ),
    429: (Message("Too many tries"), Message("Wait a few minutes and try again.")),
    503: (
        Message("The service is busy"),
        Message("Wait a minute and try again. What you saved is safe."),
    ),
}
NUMBER = Message("If you call about this, say this number: %(number)s")
OTHER = (
    Message("Sorry, something went wrong"),
    Message("Try again in a few minutes. What you saved is safe."),
)
UNREADABLE = (
    Message("This form cannot be read"),
    Message(
        "What is kept of it does not open with the service's key. Nothing was changed. If you are "
        "a patient, call your clinic; if you work there, tell whoever runs the service."
    ),
)


def init_app(app: Flask) -> None:
    """Show every error as a page of our own."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)
    app.after_request(say_when_to_try_again)
    app.register_error_handler(Exception, lambda error: error_page(*explain(error)))


def error_page(status: int, title: str, advice: str) -> Page:
    """A page that says what happened and what to do."""
    words = {"title": said(title), "advice": said(advice)}
    return rendered("errors/error.html", status, **words), status


def say_when_to_try_again(reply: Response) -> Response:
    """Tell machines, too, when what is busy may be asked again."""
    if reply.status_code == 503:
        reply.headers.setdefault("Retry-After", str(RETRY))
    return reply


def rendered(template: str, status: int, **context: object) -> str:
    """A page that asks for nothing but what it is given.

    The request's number is on it, but where nothing is found: dead links look alike to the byte.
    Flask's own render_template would look up who is signed in: that may be what failed.
    """
    number = number_of(request.environ) if status != 404 else ""
    told = {"number": gettext(NUMBER, number=number) if number else "", **context}
    return current_app.jinja_env.get_template(template).render(**told)


def refuse_json() -> None:
    """Answer 415: no page takes JSON, and what reads it by itself can be made to fail."""
    if request.is_json:
        abort(415)


def refuse_nameless() -> None:
    """Answer 400 to a part of a form that has no name, which no browser sends."""
    if request.mimetype == "multipart/form-data" and None in request.form:
        named = [one for one in request.form.items(multi=True) if one[0] is not None]
        request.form = ImmutableMultiDict(named)  # the page of the error shows what was typed
        abort(400)


def refuse_files() -> None:
    """Answer 415 to a file: no page takes one, and a form would read it as what was typed."""
    if request.mimetype == "multipart/form-data" and request.files:
        abort(415)


def refuse_many() -> None:
    """Answer 413 to more fields than any page has: each costs time to read and to show."""
    is_form = request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data().count(b"&") > MOST_FIELDS:
        abort(413)


def refuse_host() -> None:
    """Refuse a request to no possible host, before another error's page would need its name."""
    if isinstance(request.routing_exception, BadHost):
        raise request.routing_exception


def refuse_nul() -> None:
    """Refuse U+0000 in a path (404) and in a query (400), which PostgreSQL would refuse.

    What patients type is sealed before it gets there, and so kept; other forms have words for it.
    """
    if "\0" in request.path:
        abort(404)
    if b"%00" in request.query_string:
        abort(400)


def explain(error: Exception) -> tuple[int, str, str]:
    """The status of an error, what happened and what to do; the log gets what is our own fault."""
    if isinstance(error, HTTPException):
        behind = getattr(error, "original_exception", None)  # what another error's own page met
        if behind:
            return explain(behind)
        status = error.code or 500
        return status, *WORDS.get(status, OTHER)
    if isinstance(error, store.GoneError):  # erased while this request was under way
        return 404, *WORDS[404]
    if isinstance(error, store.SealError):
        BOARD.add("intake_errors_total", "unreadable")
        # Its text is the service's own: a table, never what is kept there.
        of = (request.view_args or {}).get("reference", "")
        current_app.logger.error("%s: %s %s", error, request.endpoint, of)
        return 503, *UNREADABLE
    # The kind of error and where it happened; its message could hold what a patient typed.
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "unknown"
    current_app.logger.error("unhandled %s at %s", type(error).__name__, place)
    lost = isinstance(error, store.UnavailableError)
    BOARD.add("intake_errors_total", "database" if lost else "service")
    if lost:
        return 503, *WORDS[503]
    return 500, *OTHER


def _http(error: HTTPException) -> Page | HTTPException:
    if (error.code or 500) < 400:
        return error
    return error_page(*explain(error))


def _expired(error: CSRFError) -> Page:
    return error_page(
        400,
        Message("This page was open too long or in another window"),
        Message("Go back, load the page again and try once more. What you saved is safe."),
    )
