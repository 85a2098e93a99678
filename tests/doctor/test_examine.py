"""What no server on the machine itself can show: http is a fault anywhere else."""

import pytest

from arshjul_cli.doctor.answer import Answer, Visit
from arshjul_cli.doctor.examine import Expected, faults
from arshjul_cli.doctor.kinds import Fault, Kind

FIELDS = {"content-type": "Text/Calendar;charset=UTF-8", "etag": '"1"'}


def answer(asked: str, address: str, status: int, body: bytes = b"") -> Answer:
    return Answer(asked=asked, address=address, status=status, fields=FIELDS, body=body)


def visit(asked: str, address: str) -> Visit:
    return Visit(
        first=answer(asked, address, 200, b"x"),
        unchanged=answer(address, address, 304),
        changed=answer(address, address, 200, b"x"),
        old=answer(address, address, 200, b"x"),
    )


@pytest.mark.parametrize(
    ("asked", "address", "expected"),
    [
        ("https://kommunen.se/a.ics", "https://kommunen.se/a.ics", ()),
        ("http://127.0.0.1:8000/a.ics", "http://127.0.0.1:8000/a.ics", ()),
        ("http://[::1]/a.ics", "http://[::1]/a.ics", ()),
        ("http://kommunen.se/a.ics", "http://kommunen.se/a.ics", (Fault(Kind.PLAIN, "http://kommunen.se/"),)),
        ("http://10.0.0.1/a.ics", "http://10.0.0.1/a.ics", (Fault(Kind.PLAIN, "http://10.0.0.1/"),)),
        ("http://localhost.se/a.ics", "http://localhost.se/a.ics", (Fault(Kind.PLAIN, "http://localhost.se/"),)),
        # That the same address also answers over https is the cure, and no further fault.
        ("http://kommunen.se/a.ics", "https://kommunen.se/a.ics", (Fault(Kind.PLAIN, "http://kommunen.se/"),)),
        (
            "https://kommunen.se/a.ics",
            "http://annan.se/a.ics",
            (Fault(Kind.PLAIN, "http://annan.se/"), Fault(Kind.REDIRECT, "http://annan.se/")),
        ),
    ],
)
def test_http_is_a_fault_but_on_the_machine_itself(asked: str, address: str, expected: tuple[Fault, ...]) -> None:
    assert expected == faults(visit(asked, address), Expected(name="a.ics", data=b"x", folder="feeds"))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_whole_sentence_and_three_cures(kind: Kind) -> None:
    fault = Fault(kind, "X")

    assert ["nginx", "IIS", "GitHub Pages"] == [server for server, _ in fault.cures]
    for text in (fault.text, *(cure for _, cure in fault.cures)):
        assert text[0].isupper()
        assert text.endswith((".", "}"))
        assert "{}" not in text
        assert len(text) <= 150
