"""Reads the clinic's list of visits as it was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

Parse = Callable[[TestResponse], Any]


def rows_of(page: Any) -> list[Any]:
    """The rows of the list."""
    return list(page.xpath("//tr[contains(@class, 'app-work__row')]"))


def references(page: Any) -> list[str]:
    """The references of its visits, in order."""
    links = page.xpath("//tbody//td[2]//a/@href")
    return [link.rsplit("/", 1)[1] for link in links]


def words(node: Any) -> str:
    """What an element says."""
    return " ".join(node.text_content().split())
