"""The page that stands in for all others while a plan has mistakes."""

from collections.abc import Iterable

from arshjul_cli.findings import Finding
from arshjul_cli.render.page.html import fill


def mistakes(findings: Iterable[Finding]) -> bytes:
    """Return a page with each mistake: where it is, and what to write instead."""
    return fill("mistakes.html", findings=tuple(findings))
