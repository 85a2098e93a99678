"""What has changed, in Markdown for a pull request."""

from collections.abc import Iterable, Sequence

from arshjul_cli.feeds.history import Differences
from arshjul_cli.findings import Finding
from arshjul_cli.render.changes.news import NOTHING, news
from arshjul_cli.render.changes.standing import standing
from arshjul_cli.render.markdown import escaped


def markdown(differences: Differences) -> str:
    """Return a list of what has changed and of what stands as it was, or that nothing is changed."""
    told = _list(news(differences)) or f"{NOTHING}\n"
    kept = _list(standing(differences))
    return f"{told}\n{kept}" if kept and told == f"{NOTHING}\n" else told + kept


def errors(findings: Sequence[Finding]) -> str:
    """Return what is wrong in a plan, which therefore cannot be compared."""
    return f"### Planen har fel\n\n{_list(map(str, findings))}"


def _list(lines: Iterable[str]) -> str:
    return "".join(f"- {escaped(line)}\n" for line in lines)
