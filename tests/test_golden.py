"""The sample plan in every format, byte for byte. Renewed by `pytest --renew-golden`; read the diff."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.flows.selection import days_of
from arshjul_cli.picture.compose import Wish, compose
from arshjul_cli.picture.sheet import A4
from arshjul_cli.picture.svg import svg
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading import places
from arshjul_cli.render import WHEEL_FORMATS, findings
from arshjul_cli.render.terminal import roles, table
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import HERE, TODAY, YEAR, printed, rendered, written

FOLDER = HERE / "golden" / YEAR.slug
_ENDINGS = {"json": "json", "csv": "csv", "markdown": "md"}


def _made(plan: Plan, wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    yield from written(wheel).items()
    for name, render in WHEEL_FORMATS.items():
        yield f"show.{_ENDINGS[name]}", rendered(render, wheel)
    yield "show.txt", printed(table.render(wheel, days_of(YEAR, None), TODAY, 80)).encode()
    yield "wheel.svg", svg(compose(wheel, Wish(year=YEAR, sheet=A4)))
    yield "roles.txt", printed(roles.render(plan, 80), 80).encode()
    both = expand(plan, (YEAR, YEAR.next()))
    found = [replace(found, file="sample.yaml") for found in places.findings(check(both, TODAY))]
    for name, shown in findings.FORMATS.items():
        yield f"check.{name}", shown(found).encode()


@pytest.fixture(scope="module")
def made(plan: Plan, wheel: Wheel) -> Mapping[str, bytes]:
    return dict(_made(plan, wheel))


@pytest.fixture(scope="module")
def golden(made: Mapping[str, bytes], pytestconfig: pytest.Config) -> Mapping[str, Path]:
    if pytestconfig.getoption("--renew-golden"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for path in FOLDER.iterdir():
            path.unlink()
        for name, data in made.items():
            (FOLDER / name).write_bytes(data)
    return {path.name: path for path in FOLDER.iterdir()}


def test_every_output_has_its_golden_file_and_none_is_left_over(
    made: Mapping[str, bytes], golden: Mapping[str, Path]
) -> None:
    assert sorted(made) == sorted(golden)


def test_every_output_is_its_golden_file(made: Mapping[str, bytes], golden: Mapping[str, Path]) -> None:
    for name, path in golden.items():
        assert path.read_bytes().decode().splitlines(keepends=True) == made[name].decode().splitlines(keepends=True)
