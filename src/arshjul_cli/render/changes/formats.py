"""The formats in which changes are told."""

from collections.abc import Callable, Mapping

from arshjul_cli.feeds.history import Differences
from arshjul_cli.render.changes.json import json_text
from arshjul_cli.render.changes.markdown import markdown
from arshjul_cli.render.changes.news import text
from arshjul_cli.render.changes.rows import csv_text

FORMATS: Mapping[str, Callable[[Differences], str]] = {
    "table": text,
    "csv": csv_text,
    "markdown": markdown,
    "json": json_text,
}
