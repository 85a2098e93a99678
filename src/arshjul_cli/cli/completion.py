"""`arshjul completion`: what makes a shell fill in the rest of a word."""

from typing import Annotated

import typer

from arshjul_cli.cli import candidates, inputs, output
from arshjul_cli.cli.boundary import COMPLETE_VARIABLE


def completion(
    shell: Annotated[str, typer.Argument(metavar="SKAL", help="bash, zsh, fish eller powershell.")],
) -> int:
    """Skriv ut det som får Tab att fylla i kommandon, flaggor, id:n och läsår.

    Inget ändras på datorn. I bash lägger du raden  eval "$(arshjul completion bash)"  sist i ~/.bashrc, i zsh
    eval "$(arshjul completion zsh)"  efter compinit i ~/.zshrc. I fish sparar du utskriften som
    ~/.config/fish/completions/arshjul.fish. I PowerShell lägger du den sist i filen som $PROFILE namnger.
    """
    from typer._completion_shared import get_completion_script

    name = inputs.choice("SKAL", shell, candidates.of("shell", None))
    output.write_lines(get_completion_script(prog_name="arshjul", complete_var=COMPLETE_VARIABLE, shell=name) + "\n")
    return 0
