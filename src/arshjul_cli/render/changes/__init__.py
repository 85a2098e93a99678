"""What has changed in the feeds: in words for people, in Markdown for a pull request, in CSV and JSON for programs."""

from collections.abc import Callable, Mapping

from arshjul_cli.feeds.history import Differences
from arshjul_cli.render.changes.json import json_text
from arshjul_cli.render.changes.markdown import markdown
from arshjul_cli.render.changes.news import text
from arshjul_cli.render.changes.rows import csv_text, with_ids

__all__ = ["FORMATS", "with_ids"]

FORMATS: Mapping[str, Callable[[Differences], str]] = {
    "table": text,
    "csv": csv_text,
    "markdown": markdown,
    "json": json_text,
}
