"""What has changed in the feeds: in words for people, in Markdown for a pull request, in JSON for programs."""

from collections.abc import Callable, Mapping

from arshjul_cli.feeds.history import Differences
from arshjul_cli.render.changes.json import json_text
from arshjul_cli.render.changes.markdown import markdown
from arshjul_cli.render.changes.news import text

__all__ = ["FORMATS"]

FORMATS: Mapping[str, Callable[[Differences], str]] = {"text": text, "markdown": markdown, "json": json_text}
