"""YAML read strictly: the tree, the places, and what is not allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.reading import tree as yamltree
from arshjul_cli.reading.places import place_of
from arshjul_cli.reading.tree import Document
from arshjul_cli.source import (
    Loc,
    MappingNode,
    Node,
    Null,
    Place,
    SequenceNode,
    TextNode,
    at,
    loc_of,
    matching,
    parts,
    texts,
)
from building import Tree, node_of


def read(text: str) -> Document:
    """Return what a file of a text is."""
    return yamltree.read(text, yamltree.file_of(text, "plan.yaml"))


def plain(node: Node | None) -> object:
    """Return a node as ordinary values, None where nothing is written."""
    match node:
        case None | Null():
            return None
        case MappingNode():
            return {str(key): plain(part) for key, part in node.items()}
        case SequenceNode():
            return [plain(part) for part in node]
        case _:
            return str(node)


def nodes(node: Node) -> "list[Node]":
    """Return a node, and every part of it at any depth."""
    return [node, *(inner for _, part in parts(node) for inner in nodes(part))]


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
def test_every_scalar_is_the_text_that_was_written(text: str, tree: object) -> None:
    document = read(text)
    assert tree == plain(document.tree)
    assert () == document.problems


def test_every_value_and_key_has_its_place() -> None:
    tree = read("plan:\n  title: Årshjul\nroles: [rektor,\n  {name: B}]\n").tree
    assert tree is not None
    assert {
        (): Place(1, 1),
        ("plan",): Place(2, 3),
        ("plan", "title"): Place(2, 10),
        ("roles",): Place(3, 8),
        ("roles", 0): Place(3, 9),
        ("roles", 1): Place(4, 3),
        ("roles", 1, "name"): Place(4, 10),
    } == {loc_of(node): node.origin.place for node in nodes(tree)}
    assert {
        ("plan",): Place(1, 1),
        ("plan", "title"): Place(2, 3),
        ("roles",): Place(3, 1),
        ("roles", 1, "name"): Place(4, 4),
    } == {loc_of(node): node.origin.key.origin.place for node in nodes(tree) if node.origin.key is not None}


@pytest.mark.parametrize(
    ("text", "loc", "written"),
    [
        ("a: b c # d\n", ("a",), "b c"),
        ("a: 'b: c'\n", ("a",), "'b: c'"),
        ("å: |\n  b\n  c\n\n# d\n", ("å",), "|\n  b\n  c\n\n"),
        ("a: [b, {c: d}] # e\n", ("a",), "[b, {c: d}]"),
        ("a: [b, {c: d}] # e\n", ("a", 1), "{c: d}"),
        ("a:\n  - b: c\n    d: e # f\n  # g\nh: i\n", ("a", 0), "b: c\n    d: e"),
        ("a:\n  - b\n  - c # d\n# e\n", ("a",), "- b\n  - c"),
    ],
)
def test_every_value_knows_its_characters_without_the_comments_after_it(text: str, loc: Loc, written: str) -> None:
    tree = read(text).tree
    assert tree is not None
    origin = at(tree, *loc).origin
    assert written == text[origin.start : origin.end]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: 1\n\tb: 2", (2, 1), ""),
        ('a: "b', (1, 4), "Ett citattecken saknas."),
        ("a: 'b\nc: d", (1, 4), "Ett citattecken saknas."),
        ("a: b: c", (1, 5), "Text med kolon ska stå inom raka citattecken"),
        ("a: b\nc\nd: e", (2, 1), "Ett kolon, eller mellanslaget efter det, saknas."),
        ("a: @b", (1, 4), "En text får inte börja med @ utan citattecken."),
        ("a: `b", (1, 4), "En text får inte börja med ` utan citattecken."),
        ("@b: c", (1, 1), "Ett tecken får inte stå här."),
    ],
)
def test_what_is_no_yaml_gives_one_slip_and_no_tree(text: str, place: tuple[int, int], says: str) -> None:
    document = read(text)
    [slip] = document.problems
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
    assert slips == [(tuple(place_of(slip)), slip.code, slip.loc) for slip in read(text).problems]


def test_the_first_of_two_keys_is_kept_and_its_line_named() -> None:
    document = read("a: 1\nb: 2\na: 3")
    text = 'Nyckeln "a" står redan på rad 1. Ta bort den ena.'
    assert {"a": "1", "b": "2"} == document.tree
    [slip] = document.problems
    assert (Place(3, 1), "AH104", text, ("a",)) == (slip.place, slip.code, slip.text, slip.loc)


def test_twenty_levels_are_read_and_more_are_too_deep() -> None:
    assert () == read("[" * 20 + "]" * 20).problems
    [slip] = read("[" * 30 + "]" * 30).problems
    assert ("AH105", 1) == (slip.code, place_of(slip).line)


TREE: Tree = {"a": [{"b": "1"}, {"b": "2", "c": None}, "3"], "d": {"b": "4"}}


def _found(tree: object, pattern: Loc) -> list[tuple[Loc, object]]:
    return [(loc_of(node), plain(node)) for node in matching(node_of(tree), pattern)]


def test_parts_are_found_by_pattern() -> None:
    assert [(("a", 0, "b"), "1"), (("a", 1, "b"), "2")] == _found(TREE, ("a", "*", "b"))
    assert [(("d", "b"), "4")] == _found(TREE, ("d", "*"))
    assert [((), TREE)] == _found(TREE, ())
    assert [] == _found("a", ("*",))
    assert [] == _found(TREE, ("x",))


def test_texts_are_the_parts_in_which_something_is_written() -> None:
    assert ["3"] == list(texts(node_of(TREE), ("a", "*")))
    assert [] == list(texts(node_of(TREE), ("a", "*", "c")))


def test_what_is_not_there_gives_way_to_the_nearest_above_it() -> None:
    tree = node_of(TREE)
    assert ("a", 1) == loc_of(at(tree, "a", 1, "x", "y"))
    assert ("d", "b") == loc_of(at(tree, "d", "b", 0))
    assert isinstance(at(tree, "a", 1, "c"), TextNode)


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
    for slip in document.problems:
        assert slip.code in {"AH103", "AH104", "AH105"}
        assert place_of(slip) >= (1, 1)
        assert slip.text.endswith(".")
