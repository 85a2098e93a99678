"""YAML read strictly: the tree, the places, and what is not allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.reading.syntax import Place, Slip
from arshjul_cli.reading.tree import Tree, leaves, read, strings


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: no", {"a": "no"}),
        ("a: on\nyes: off", {"a": "on", "yes": "off"}),
        ("a: 13:30", {"a": "13:30"}),
        ("a: 09", {"a": "09"}),
        ("a: 0x10", {"a": "0x10"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 2019-03-06", {"a": "2019-03-06"}),
        ("a: true", {"a": "true"}),
        ("a: .inf", {"a": ".inf"}),
        ("1: 2", {"1": "2"}),
        ("a: ~\nb:\nc: null\nd: NULL", {"a": None, "b": None, "c": None, "d": None}),
        ("a: '~'\nb: ''\nc: \"null\"", {"a": "~", "b": "", "c": "null"}),
        ("a: [b, [c], {d: e}, ]", {"a": ["b", ["c"], {"d": "e"}]}),
        ("- a\n-\n- b", ["a", None, "b"]),
        ("a: |\n  b\n  c\n", {"a": "b\nc"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a: b # c", {"a": "b"}),
        ("--- \na: b\n...\n", {"a": "b"}),
        ("=: a", {"=": "a"}),
        ("text", "text"),
        ("", None),
        ("# bara en kommentar", None),
    ],
)
def test_every_scalar_is_the_text_that_was_written(text: str, tree: Tree) -> None:
    document = read(text)
    assert tree == document.tree
    assert () == document.slips


def test_every_value_and_key_has_its_place() -> None:
    document = read("plan:\n  title: Årshjul\nroles: [rektor,\n  {name: B}]\n")
    assert {
        (): Place(1, 1),
        ("plan",): Place(2, 3),
        ("plan", "title"): Place(2, 10),
        ("roles",): Place(3, 8),
        ("roles", 0): Place(3, 9),
        ("roles", 1): Place(4, 3),
        ("roles", 1, "name"): Place(4, 10),
    } == document.values
    assert {
        ("plan",): Place(1, 1),
        ("plan", "title"): Place(2, 3),
        ("roles",): Place(3, 1),
        ("roles", 1, "name"): Place(4, 4),
    } == document.keys


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: 1\n\tb: 2", (2, 1), ""),
        ('a: "b', (1, 4), "Ett citattecken saknas."),
        ("a: 'b\nc: d", (1, 4), "Ett citattecken saknas."),
        ("a: b: c", (1, 5), "Ett kolon står där det inte får."),
        ("a: b\nc\nd: e", (2, 1), "Ett kolon, eller mellanslaget efter det, saknas."),
        ("a: @b", (1, 4), "Ett tecken får inte stå här."),
        ("a: `b", (1, 4), "Ett tecken får inte stå här."),
    ],
)
def test_what_is_no_yaml_gives_one_slip_and_no_tree(text: str, place: tuple[int, int], says: str) -> None:
    document = read(text)
    [slip] = document.slips
    assert document.tree is None
    assert ("AH103", place) == (slip.code, slip.place)
    assert slip.text.startswith(says)


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("a: 1\na: 2", [((2, 1), "AH104", ("a",))]),
        ("a: {b: 1, b: 2, b: 3}", [((1, 11), "AH104", ("a", "b")), ((1, 17), "AH104", ("a", "b"))]),
        ("a: &x b\nc: *x", [((1, 4), "AH105", ("a",)), ((2, 4), "AH105", ("c",))]),
        ("a: {<<: {b: c}}", [((1, 5), "AH105", ("a", "<<"))]),
        ("a: !!int 3", [((1, 4), "AH105", ("a",))]),
        ("a: !!python/object:os.system b", [((1, 4), "AH105", ("a",))]),
        ("? [a]\n: b", [((1, 3), "AH105", ())]),
        ("a: b\n---\nc: d", [((2, 1), "AH105", ())]),
    ],
)
def test_what_the_strict_reading_does_not_allow_is_a_slip_at_its_place(
    text: str, slips: list[tuple[tuple[int, int], str, tuple[str, ...]]]
) -> None:
    assert slips == [(tuple(slip.place), slip.code, slip.loc) for slip in read(text).slips]


def test_the_first_of_two_keys_is_kept_and_its_line_named() -> None:
    document = read("a: 1\nb: 2\na: 3")
    text = 'Nyckeln "a" står redan på rad 1. Ta bort den ena.'
    assert {"a": "1", "b": "2"} == document.tree
    assert (Slip(Place(3, 1), "AH104", text, ("a",)),) == document.slips


def test_twenty_levels_are_read_and_more_are_too_deep() -> None:
    assert () == read("[" * 20 + "]" * 20).slips
    [slip] = read("[" * 30 + "]" * 30).slips
    assert ("AH105", 1) == (slip.code, slip.place.line)


TREE: Tree = {"a": [{"b": "1"}, {"b": "2", "c": None}, "3"], "d": {"b": "4"}}


def test_leaves_are_found_by_pattern() -> None:
    assert [(("a", 0, "b"), "1"), (("a", 1, "b"), "2")] == list(leaves(TREE, ("a", "*", "b")))
    assert [(("d", "b"), "4")] == list(leaves(TREE, ("d", "*")))
    assert [((), TREE)] == list(leaves(TREE, ()))
    assert [] == list(leaves("a", ("*",)))
    assert [] == list(leaves(TREE, ("x",)))


def test_strings_are_the_leaves_that_are_texts() -> None:
    assert [(("a", 2), "3")] == list(strings(TREE, ("a", "*")))


yaml_pieces = st.sampled_from(
    [
        *"abå:-?[]{},&*!|>'\"%@`#~<\t\n =",
        "- ",
        ": ",
        "\n  ",
        "<<: ",
        "&a ",
        "*a",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(yaml_pieces, max_size=30).map("".join)))
def test_any_text_is_read_or_gives_a_slip_with_a_place(text: str) -> None:
    document = read(text)
    for slip in document.slips:
        assert slip.code in {"AH103", "AH104", "AH105"}
        assert slip.place >= (1, 1)
        assert slip.text.endswith(".")
