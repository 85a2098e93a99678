"""Roles: how cells are split, and which spellings are one."""

import pytest

from arshjul_cli.errors import InputError
from arshjul_cli.importing.people import named, roles


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Rektor, utvecklingsledare", ("Rektor", "utvecklingsledare")),
        ("Rektor och kurator", ("Rektor", "kurator")),
        ("BUN + ledningsgrupp", ("BUN", "ledningsgrupp")),
        ("Rektor/förskolechef", ("Rektor", "förskolechef")),
        ("Rektor samt kurator", ("Rektor", "kurator")),
        ("Rektor, kurator och skolsköterska", ("Rektor", "kurator", "skolsköterska")),
        ("Rektor, och kurator", ("Rektor", "kurator")),
        ("Rektor\nKurator", ("Rektor", "Kurator")),
        ("Rektor; kurator & lärare", ("Rektor", "kurator", "lärare")),
        ("Barn- och utbildningsnämnden", ("Barn- och utbildningsnämnden",)),
        ("För- och grundskolechef samt BUN", ("För- och grundskolechef", "BUN")),
        ("Elevhälsan (kurator, psykolog och skolsköterska)", ("Elevhälsan (kurator, psykolog och skolsköterska)",)),
        ("Rektor m.fl.", ("Rektor",)),
        ("Rektor, kurator mfl", ("Rektor", "kurator")),
        ("Rektor F-6", ("Rektor F-6",)),
        ("• Rektor", ("Rektor",)),
        ("–", ()),
        ("?", ()),
        ("", ()),
    ],
)
def test_a_cell_is_split(cell: str, names: tuple[str, ...]) -> None:
    assert names == named(cell)


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("Rektor", "rektor", "REKTOR"), "Rektor"),
        (("Rektor", "Rektor", "Rektorer"), "Rektor"),
        (("ledningsgrupp", "Ledningsgruppen"), "Ledningsgrupp"),
        (("Förvaltningschef", "Förvaltningschef", "Förtvaltningschef"), "Förvaltningschef"),
        (("Förtvaltningschef", "Förvaltningschef", "Förvaltningschef"), "Förvaltningschef"),
        (("Utvecklingsledare", "Utvecklinsgledare"), "Utvecklingsledare"),
        (("Utvecklingsledare", "Utveklingsledare"), "Utvecklingsledare"),
        (("Skolledare", "Skolledarna"), "Skolledare"),
        (("Chef för elevhälsa", "chef för elevhälsan"), "Chef för elevhälsa"),
        (("BUN au", "BUN-au"), "BUN au"),
        (("Nämnd", "Nämnden"), "Nämnd"),
    ],
)
def test_spellings_of_one_are_joined_under_the_most_common(spellings: tuple[str, ...], name: str) -> None:
    found = roles(spellings)

    assert (name,) == tuple(found.names.values())
    assert {found.of(spelling) for spelling in spellings} == {tuple(found.names)}


@pytest.mark.parametrize(
    "names",
    [
        ("BUN", "BUN au"), ("Rektor 1", "Rektor 2"), ("Rektor F-6", "Rektor 7-9"), ("Skolchef", "Förskolechef"),
        ("Lärare", "Läkare"), ("Rektor", "Biträdande rektor"), ("Avdelning A", "Avdelning B"), ("Ekonom", "Ekonomi"),
        ("Rektor", "Lektor"), ("Skolledare", "Ledare"),
    ],
)  # fmt: skip
def test_others_are_not(names: tuple[str, ...]) -> None:
    assert names == tuple(roles(names).names.values())


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Alla", "roll-alla"), ("CON", "roll-con"), ("Nul", "roll-nul"), ("LPT1", "roll-lpt1"), ("Ж", "roll"),
        ("Åäö", "aao"), ("Chef för elevhälsa", "chef-for-elevhalsa"), ("x" * 300, "x" * 40),
    ],
)  # fmt: skip
def test_an_id_is_one_that_a_file_may_have(name: str, role: str) -> None:
    assert (role,) == tuple(roles([name]).names)


def test_names_that_make_the_same_id_get_each_their_own() -> None:
    found = roles(["Rektor Å", "Rektor Ä"])

    assert {"rektor-a": "Rektor Å", "rektor-a-2": "Rektor Ä"} == found.names


def test_other_spellings_are_kept_and_capitals_are_none() -> None:
    found = roles(["Rektor", "rektor", "rektorer"])

    assert {"rektor": ("rektorer",)} == found.variants


def test_the_order_of_the_cells_is_that_of_the_roles() -> None:
    assert ["Kurator", "Rektor"] == list(roles(["kurator", "Rektor", "rektor"]).names.values())


def test_too_many_names_are_no_roles() -> None:
    with pytest.raises(InputError, match="Är det rätt kolumn"):
        roles(f"namn{number}x" for number in range(1001))
