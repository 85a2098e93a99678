"""`python -m arshjul_cli`."""

from arshjul_cli.cli import app

if __name__ == "__main__":
    app(prog_name="arshjul")
