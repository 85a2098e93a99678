"""What has changed, in Markdown for a pull request."""

from collections.abc import Iterable, Sequence

from arshjul_cli.feeds.history import Differences
from arshjul_cli.findings import Finding
from arshjul_cli.render.changes.news import told
from arshjul_cli.render.markdown import escaped


def markdown(differences: Differences) -> str:
    """Return a list of what has changed and of what stands as it was, or that nothing is changed."""
    return _list(told(differences))


def errors(findings: Sequence[Finding]) -> str:
    """Return what is wrong in a plan, which therefore cannot be compared."""
    return f"### Planen har fel\n\n{_list(map(str, findings))}"


def _list(lines: Iterable[str]) -> str:
    return "".join(f"- {escaped(line)}\n" for line in lines)
