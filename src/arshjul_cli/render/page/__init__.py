"""The site: from values to pages beside the feeds. Pure; only `html` knows Jinja2."""

from arshjul_cli.following import Follow, unseen
from arshjul_cli.render.page.pages import Files, pages
from arshjul_cli.render.page.resources import resources
from arshjul_cli.render.page.site import Site

__all__ = ["Files", "render"]


def render(site: Site, follow: Follow = unseen) -> Files:
    """Return every file of a site but its feeds."""
    made = pages(site, follow)
    return Files(files={**made.files, **resources()}, lacking=made.lacking)
