"""What has changed, in Markdown for a pull request."""

import pytest

from arshjul_cli.feeds.history import ChangeKind
from arshjul_cli.findings import Code, Finding
from arshjul_cli.render.changes.markdown import errors, markdown
from arshjul_cli.render.changes.news import text
from changing import MOVED, change_of, differences_of, kept_of, new_of, shown_on


def test_markdown_tells_the_same_as_a_list() -> None:
    assert (
        "- Ny: a, torsdag 5 mars 2026 (alla, rektor)\n"
        "- Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026 (alla)\n"
        "- 1 händelse som har varit står kvar som den var.\n"
    ) == markdown(
        differences_of(alla=[new_of("a"), MOVED], chef=[], rektor=[new_of("a")], kept=(kept_of(1, item="rad"),))
    )


def test_markdown_lists_what_is_wrong_in_a_plan() -> None:
    finding = Finding(file="a_b.yaml", line=4, column=1, code=Code.PHRASE, subject="mote", text='"<b>" går inte.')

    assert '### Planen har fel\n\n- a\\_b.yaml:4:1: AH207 mote: "\\<b\\>" går inte.\n' == errors([finding])


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](https://exempel.se)", r"\[x\](https:<!-- -->//exempel.se)"),
        ("![x](y)", r"!\[x\](y)"),
        ("**fet** _kursiv_ `kod`", r"\*\*fet\*\* \_kursiv\_ \`kod\`"),
        ("# rubrik | a \\ b ~c~", r"\# rubrik \| a \\ b \~c\~"),
    ],
)
def test_titles_are_no_markdown(title: str, escaped: str) -> None:
    change = change_of(ChangeKind.NEW, None, shown_on(5, title))

    assert f"- Ny: {escaped}, torsdag 5 mars 2026 (alla)\n" == markdown(differences_of(alla=[change]))
    assert f"Ny: {title}, torsdag 5 mars 2026 (alla)\n" == text(differences_of(alla=[change]))
