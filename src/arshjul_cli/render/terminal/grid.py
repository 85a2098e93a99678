"""Any table for people: as wide as it needs to be, with numbers to the right."""

from rich.table import Table
from rich.text import Text

from arshjul_cli.render.grid import Grid
from arshjul_cli.render.terminal.columns import BETWEEN


def render(grid: Grid) -> Table:
    """Return it without its title; a screen that is too narrow folds its texts."""
    table = Table(box=None, pad_edge=False, padding=(0, BETWEEN, 0, 0), header_style="bold")
    for at, heading in enumerate(grid.columns.values()):
        are_numbers = all(isinstance(row[at], int) for row in grid.rows)
        table.add_column(heading, justify="right" if are_numbers else "left", overflow="fold")
    for row in grid.rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table
