"""The site: from values to pages beside the feeds. Pure; only `html` knows Jinja2."""

from collections.abc import Mapping

from arshjul_cli.render.page.pages import pages
from arshjul_cli.render.page.resources import resources
from arshjul_cli.render.page.site import Site

__all__ = ["render"]


def render(site: Site) -> Mapping[str, bytes]:
    """Return every file of a site but its feeds, by path."""
    return {**pages(site), **resources()}
