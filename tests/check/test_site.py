"""Addresses from which Outlook cannot fetch the feeds."""

import pytest

from arshjul_cli.check.site import out_of_reach
from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level
from building import HEADER, TODAY, row, wheel_of


@pytest.mark.parametrize(
    "site",
    [
        "https://arshjul.kommunen.se", "https://kommunen.se:8443/arshjul", "https://kommunen.github.io/arshjul",
        "https://internationella.se", "https://internatet.kommunen.se",
        "https://193.10.0.1", "https://lan.se", "https://kommunen.se/intranet",
    ],
)  # fmt: skip
def test_what_all_can_reach_is_nothing_to_tell(site: str) -> None:
    assert out_of_reach(site) is None


@pytest.mark.parametrize(
    "site",
    [
        "https://arshjul", "https://intranet/arshjul", "https://server.kommunen.local", "https://arshjul.lan",
        "https://arshjul.kommunen.internal", "https://10.0.0.7", "https://192.168.1.2:8080", "https://[fd00::1]",
        "https://127.0.0.1", "https://localhost:8000", "https://intranet.kommunen.se", "https://insidan.kommunen.se",
        "https://intern.kommunen.se/arshjul", "https://xn--intrant-bxa.kommunen.se", "http://arshjul.kommunen.local",
    ],
)  # fmt: skip
def test_what_is_reached_from_inside_only_is_told(site: str) -> None:
    told = out_of_reach(site)

    assert told is not None
    assert "ser ut att bara nås inifrån" in told


def test_an_address_without_https_is_told() -> None:
    told = out_of_reach("http://arshjul.kommunen.se")

    assert told is not None
    assert told.startswith("Nya Outlook och Outlook på webben hämtar bara flöden med https.")


def test_it_is_a_warning_at_the_address() -> None:
    header = HEADER | {"site": "http://kommunen.se"}
    found = [problem for problem in check(wheel_of(row(), plan=header), TODAY) if problem.code == "AH323"]

    assert [(("plan", "site"), Level.WARNING)] == [(problem.loc, problem.level) for problem in found]
    assert "AH323" not in {problem.code for problem in check(wheel_of(row()), TODAY)}
