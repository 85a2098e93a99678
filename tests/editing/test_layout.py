"""Where the parts of a plan stand, and how a text is written among them."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.editing import layout as editing_layout
from arshjul_cli.editing.layout import Layout, quoted
from arshjul_cli.editing.splicing import Splice, spliced
from arshjul_cli.reading import tree as yamltree
from strategies import texts

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
ADDRESSES = st.builds(
    "https://{}{}{}".format,
    st.sampled_from(["k.se", "k.se:8080", "[::1]"]),
    st.sampled_from(["", "/", "/a,b", "/~x", "/Mötet!"]),
    st.sampled_from(["", "?a=b&c=%20", "#sal", "?", "#", ":"]),
)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("[{}]", lambda text: [text]),
        ("[a, {}, b]", lambda text: ["a", text, "b"]),
        ("{{a: {}}}", lambda text: {"a": text}),
        ("{{a: {}, b: c}}", lambda text: {"a": text, "b": "c"}),
        ("a: {}", lambda text: {"a": text}),
        ("a: {}  # c", lambda text: {"a": text}),
        ("- {}\n- b", lambda text: [text, "b"]),
    ],
)
@given(
    text=texts() | ADDRESSES | st.sampled_from(["null", "~", "no", "13:30", "-", "2026-03-05", "1e3", "'", "?", ":"])
)
def test_a_text_reads_back_as_itself_wherever_it_is_written(
    loader: type[yaml.SafeLoader], form: str, meant: Callable[[str], object], text: str
) -> None:
    assert meant(text) == yaml.load(form.format(quoted(text)), Loader=loader)  # noqa: S506 - it is a safe one


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Sal 1", "Sal 1"),
        ("https://k.se/möte#dag", "https://k.se/möte#dag"),
        ("https://k.se/?a=b", "'https://k.se/?a=b'"),
        ('å "ä" \\ ö', 'å "ä" \\ ö'),
        ("Sal 1, hus B", "'Sal 1, hus B'"),
        ("it's: x", "'it''s: x'"),
        ("😀", "😀"),
        ("null", "'null'"),
    ],
)
def test_a_text_is_quoted_only_where_yaml_needs_it(text: str, written: str) -> None:
    assert written == quoted(text)


TEXT = """\
\ufeffa: 'x'  # c
"b ":
  c: >-  # d
    y # z

  # e
  f: [1, {g: 2}]   # h
i:
# j
"""


def layout_of(text: str) -> Layout:
    """Return the layout of a text that can be read."""
    bare = text.removeprefix(editing_layout.BOM)
    tree = yamltree.read(bare, yamltree.file_of(bare, "plan.yaml")).tree
    assert tree is not None
    return editing_layout.layout_of(text, tree)


def test_every_part_is_found_to_the_character() -> None:
    layout = layout_of(TEXT)

    def written(*keys: str) -> str:
        part = layout.value(keys)
        return TEXT[part.start : part.end]

    assert ["'x'", "", ">-  # d\n    y # z", "[1, {g: 2}]"] == [
        written("a"), written("i"), written("b", "c"), written("b", "f"),
    ]  # fmt: skip
    assert ("a", "b", "i") == layout.root.names
    assert "i:" == TEXT[layout.key(("i",)).start : layout.value(("i",)).end]
    assert (2, 2) == (layout.value(("b",)).column, layout.step)
    assert (True, False) == (layout.has(("b", "f")), layout.has(("b", "g")))


def test_without_its_scalars_a_text_has_its_comments() -> None:
    shown = layout_of(TEXT).without_scalars()

    assert "\ufeff:   # c\n:\n  : >-  # d\n\n\n  # e\n  : [, {: }]   # h\n:\n# j\n" == shown


def test_a_part_reaches_over_what_is_replaced_as_a_part_of_it() -> None:
    text = "a:\n  b: 1\n# c\nd: 2\n"
    layout = layout_of(text)
    reaching = layout.including(("a",), [Splice(10, 13, "c"), Splice(14, 14, "x")])

    assert ("b: 1\n# c", "1") == tuple(
        text[part.start : part.end] for part in (reaching.value(("a",)), reaching.value(("a", "b")))
    )
    assert layout is layout.including(("a",), [Splice(8, 9, "2"), Splice(14, 14, "x")])


def test_splices_of_one_place_stand_in_the_order_given() -> None:
    assert "aXYcZ" == spliced("abc", [Splice(3, 3, "Z"), Splice(1, 2, "Y"), Splice(1, 1, "X")])
    assert "aQP" == spliced("abc", [Splice(1, 1, "Q"), Splice(1, 1, "P")], 0, 1)
