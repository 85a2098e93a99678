"""What tests share: the sample plan and its wheel, and how golden files are renewed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from arshjul_cli.plan.model import Plan
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import YEAR, sample

# Other programs may keep the machine busy; a slow example is no fault.
settings.register_profile("arshjul", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# With coverage each example takes several times as long, and the same properties have been tried with all of them.
settings.register_profile("few", parent=settings.get_profile("arshjul"), max_examples=25)
settings.load_profile("arshjul")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return sample()


@pytest.fixture(scope="session")
def wheel(plan: Plan) -> Wheel:
    return expand(plan, (YEAR,))


@pytest.fixture
def arshjul(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program in an empty folder, with nothing of the developer's environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    return lambda *arguments: CliRunner().invoke(app, [*arguments], prog_name="arshjul")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program in an empty folder, on 80 columns, with nothing of the developer's environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def invoke(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(app, [*arguments], prog_name="arshjul", env=environment)

    return invoke
