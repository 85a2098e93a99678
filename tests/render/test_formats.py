"""What every format of a wheel for other programs holds to."""

import subprocess
import sys

import pytest

from arshjul_cli.render import WHEEL_FORMATS, Context, Render
from building import TODAY, row, wheel_of


@pytest.mark.parametrize("render", WHEEL_FORMATS.values(), ids=WHEEL_FORMATS)
def test_a_render_gives_one_file_by_its_name(render: Render) -> None:
    ((name, data),) = render(wheel_of(row()), Context(today=TODAY)).items()

    assert name.startswith("arshjul.")
    assert "Möte" in data.decode()


@pytest.mark.parametrize("name", WHEEL_FORMATS)
def test_a_format_loads_no_other_and_none_loads_before_it_is_called(name: str) -> None:
    code = (
        "import sys; from arshjul_cli.render import WHEEL_FORMATS, Context; import datetime as dt\n"
        "def loaded(): return [m for m in ('json', 'csv', 'markdown') if f'arshjul_cli.render.{m}' in sys.modules]\n"
        "before = loaded()\n"
        f"try: WHEEL_FORMATS[{name!r}](None, Context(today=dt.date(2026, 3, 3)))\n"
        "except AttributeError: pass\n"
        "print(before, loaded())"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert f"[] ['{name}']\n" == done.stdout
