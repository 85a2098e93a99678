"""Where a published site has its feeds and the page of each activity; the line of a page in a text, made and read.

A site is the address that a plan gives, without a slash at its end.
"""

import re

_LINE = re.compile(r"Mer om aktiviteten: (?P<page>\S+/aktivitet/[a-z0-9-]+\.html)")


def front(site: str) -> str:
    """Return the address of the first page."""
    return f"{site}/"


def of_feed(site: str, file_name: str) -> str:
    """Return where the file of a feed is fetched."""
    return f"{site}/{file_name}"


def of_page(site: str, item_id: str) -> str:
    """Return the address of the page of an activity, or of an extra one."""
    return f"{site}/aktivitet/{item_id}.html"


def site_of(page: str) -> str:
    """Return the site that has a page of an activity."""
    return page.rpartition("/aktivitet/")[0]


def item_of(page: str) -> str:
    """Return the id of the activity that a page is about."""
    return page.rpartition("/")[2].removesuffix(".html")


def with_page(text: str, page: str) -> str:
    """Return the text of an event with the line of a page: last, after a blank line, where it is seen at a glance."""
    return f"{text}\n\nMer om aktiviteten: {page}"


def split(text: str) -> tuple[str, str | None]:
    """Return the text of an event without the line of its page, and the page; None if it has none."""
    rest, blank, last = text.rpartition("\n\n")
    line = _LINE.fullmatch(last) if blank else None
    return (rest, line["page"]) if line else (text, None)
