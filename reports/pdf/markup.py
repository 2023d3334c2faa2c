"""The reports' own markup as WeasyPrint takes it, without what only foreign HTML needs.

Our templates write well-formed XML, which expat reads ten times as fast as the HTML5
parser reads tag soup, and use a dozen elements, which a dozen rules describe. Both
gain some 6 % of a page. What WeasyPrint does with the tree is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

NOTHING = URLFetcher(allowed_protocols=())  # no report fetches anything
NOWHERE = "about:blank"


class _Root(ElementWrapper):  # type: ignore[misc]
    """The root of a document, whose title, metadata and style sheets all stand in its head."""

    def query_all(self, *selectors: str) -> Iterator[ElementWrapper]:
        """Search the head alone: WeasyPrint asks for nothing else, and asks twice."""
        for child in self.iter_children():
            if child.local_name == "head":
                yield from ElementWrapper.query_all(child, *selectors)


class Markup(HTML):  # type: ignore[misc]
    """A document from well-formed markup. Raises xml.etree.ElementTree.ParseError."""

    def __init__(self, text: str) -> None:
        self.base_url = NOWHERE
        self.url_fetcher = NOTHING
        self.media_type = "print"
        self.etree_element = ElementTree.fromstring(text)  # noqa: S314  made by our templates
        self.wrapper_element = _Root.from_html_root(self.etree_element, content_language=None)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_base()]


@cache
def _base() -> CSS:
    path = Path(__file__).with_name("base.css")
    sheet = CSS(string=path.read_text(encoding="utf-8"), url_fetcher=NOTHING, base_url=NOWHERE)
    sheet.is_simple = True
    return sheet
