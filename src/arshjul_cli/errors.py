"""The exceptions that carry what is wrong to the command line. Nothing here prints; texts are Swedish."""

from arshjul_cli.findings import Finding


class ArshjulError(Exception):
    """What a user can do something about; `exit_code` is what the command ends with."""

    exit_code = 1


class PlanError(ArshjulError):
    """The plan file cannot be used. Holds every finding, in file order. Raised by `reading.load` and `flows`."""

    def __init__(self, findings: tuple[Finding, ...], outcome: str = "") -> None:
        """Take all that was found, and what is to be said after it."""
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
        self.outcome = outcome


class UsageError(ArshjulError):
    """The command was given something that does not exist, such as an unknown role id. Raised by `cli`."""

    exit_code = 2


class PreviousError(ArshjulError):
    """The earlier feeds cannot be built upon. Raised by `feeds.earlier` and `feeds.guard`."""


class ResultError(ArshjulError):
    """The result could not be written to stdout. Raised by `cli.output`."""


class OutputError(ArshjulError):
    """The feeds, or the plan, cannot be written. Raised by `write` and `feeds.size`."""


class DecisionError(ArshjulError):
    """What somebody decided does not fit the plan. Holds a sentence for each reason. Raised by `editing.decision`."""

    exit_code = 2

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Take every reason."""
        super().__init__("\n".join(problems))
        self.problems = problems


class InputError(ArshjulError):
    """A file that a command was given cannot be used. Raised by `editing`, `importing`, `flows` and `cli`."""


class EditError(ArshjulError):
    """The plan file is written in a way that the program does not dare to change. Raised by `editing`."""

    def __init__(self, text: str) -> None:
        """Take what would go wrong; what to do instead is added."""
        super().__init__(f"{text} Inget är skrivet. Gör ändringen för hand i stället.")
