"""`arshjul publish`: the site that it writes, what it leaves alone, what it says."""

import json
import re
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import Result

from sites import Page, dead_links

Run = Callable[..., Result]
URL = "https://arshjul.exempel.se/skola"
PLAN = """\
plan: {title: Plan för skolan, organisation: Kommunen, uid_domain: x.se, adopted: 2020-01-02, paragraph: § 3,
  owner: chef, contact: arshjul@x.se, accessibility: "https://x.se/tillganglighet"}
roles:
  rektor: {name: Rektor, formerly: [skolchef]}
  chef: {name: Förvaltningschef}
  grupp: {name: Ledningsgrupp, leader: chef, members: [rektor], others: en sekreterare}
categories: {ekonomi: {name: Ekonomi, color: teal}}
goals: {trygghet: Alla är trygga}
activities:
  - {id: budget, summary: Budget, when: mars, responsible: [rektor], category: ekonomi, goals: [trygghet],
     points: [En punkt], formerly: [pengar], source: Tidsplan}
  - {id: mote, summary: Samråd, when: första tisdagen i maj, decided_yearly: true, responsible: [chef], notice: 7d}
  - {id: ledning, summary: Möte, when: varje månad utom juli, responsible: [grupp], decided_yearly: true}
  - {id: jour, summary: Jour, when: löpande, responsible: []}
promises: [{id: tva, text: En budget om året, activities: [budget], per_school_year: 1}]
years:
  2025/26:
    dates: {mote: 2026-05-06 13:00–15:00}
    cancelled: {budget: Sjukdom}
    extra: [{id: fest, summary: Fest, date: 2026-03-20, responsible: [rektor], location: Aulan}]
feeds: {skola: {name: Skolan, roles: [rektor]}}
"""


@pytest.fixture
def on_paper(tmp_path: Path, run: Run) -> Path:  # noqa: ARG001 - which goes to the folder
    """Return a plan in the folder."""
    path = tmp_path / "arshjul.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def plan(on_paper: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the same plan where typst is not installed: it takes most of the time of a run."""
    monkeypatch.setitem(sys.modules, "typst", None)
    return on_paper


def publish(run: Run, *arguments: str, today: str = "2026-03-03", stamp: str = "2026-03-03T05:00:00Z") -> Result:
    return run("publish", "--base-url", URL, "--today", today, "--stamp", stamp, *arguments)


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unfolded(data: bytes) -> str:
    return data.replace(b"\r\n ", b"").decode()


def test_a_site_has_the_feeds_of_generate_and_a_page_of_each_thing(run: Run, on_paper: Path) -> None:
    result = publish(run)
    assert 0 == result.exit_code, result.output
    folder = on_paper.parent / "site"
    assert 0 == run("generate", "--today", "2026-03-03", "--stamp", "2026-03-03T05:00:00Z").exit_code
    feeds = state(on_paper.parent / "feeds")
    made = state(folder)
    assert feeds == {name: data for name, data in made.items() if name.endswith(".ics")}
    names = {
        "index.html", "arshjul-filer.json", "andringar.json",
        *(f"roll/{name}.html" for name in ("alla", "rektor", "skolchef", "chef", "grupp", "skola")),
        *(f"roll/{name}.svg" for name in ("alla", "rektor", "chef", "grupp", "skola")),
        *(f"aktivitet/{name}.html" for name in ("budget", "pengar", "mote", "ledning", "jour", "fest")),
        *(f"lasar/{year}.{ending}" for year in ("2024-25", "2025-26", "2026-27")
          for ending in ("html", "json", "csv", "svg", "xlsx", "pdf", "png")),
        "resurser/stil.css", "resurser/hjul.css", "resurser/skript.js", "resurser/ikon.svg",
    }  # fmt: skip
    assert names == made.keys() - feeds.keys()
    assert [] == dead_links(folder)


def test_the_formats_of_a_year_are_those_of_show_and_wheel(run: Run, plan: Path) -> None:
    publish(run)
    folder = plan.parent / "site" / "lasar"
    for ending, arguments in (("json", ("show", "2025/26", "--format", "json")),
                              ("csv", ("show", "2025/26", "--format", "csv")),
                              ("svg", ("wheel", "2025/26"))):  # fmt: skip
        assert run(*arguments).stdout_bytes == (folder / f"2025-26.{ending}").read_bytes()


def test_the_list_of_files_has_each_with_its_sha256(run: Run, plan: Path) -> None:
    publish(run)
    made = state(plan.parent / "site")
    listed = json.loads(made.pop("arshjul-filer.json"))
    assert {"schema": 1, "files": {name: sha256(made[name]).hexdigest() for name in sorted(made)}} == listed


def test_a_second_run_changes_nothing_and_another_day_only_pages_that_tell_of_days(run: Run, on_paper: Path) -> None:
    publish(run)
    before = state(on_paper.parent / "site")
    publish(run)
    assert before == state(on_paper.parent / "site")
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    after = state(on_paper.parent / "site")
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    # The list of files has their sums.
    assert changed <= {
        "index.html",
        "arshjul-filer.json",
        *(n for n in before if n.startswith("roll/") and n.endswith(".html")),
    }
    assert "index.html" in changed
    publish(run, today="2026-04-01", stamp="2026-04-01T05:00:00Z")
    months = state(on_paper.parent / "site")
    # A month has passed: it is folded on the page of its year, and what had no day in it has left the feeds.
    assert {"lasar/2025-26.html"} == {n for n in before if n.startswith("lasar/") and before[n] != months[n]}
    assert not [n for n in before if n.startswith(("aktivitet/", "resurser/")) and before[n] != months[n]]


def test_the_first_page_tells_what_is_next_and_what_there_is(run: Run, plan: Path) -> None:
    publish(run)
    page = Page((plan.parent / "site" / "index.html").read_bytes())
    for text in (
        "Plan för skolan", "Kommunen", "Pågår tisdag 3 mars 2026", "Kommer inom 30 dagar", "fre 20 mars", "Fest",
        "Inställt: Sjukdom", "Plats: Aulan", "Befattningar", "Rektor", "Grupper", "Ledningsgrupp", "Flera tillsammans",
        "Skolan", "Hjulet 2025/26", "Maj 2026", "ons 6 maj 13:00–15:00", "Ännu preliminärt", "Löpande", "Jour",
        "Alla är trygga", "En budget om året", "torsdag 2 januari 2020, § 3", "Förvaltningschef", "arshjul@x.se",
        "Tillgänglighetsredogörelse", "Kalendrarna ändrades senast tisdag 3 mars 2026",
    ):  # fmt: skip
        assert text in page.text, text
    assert "https://x.se/tillganglighet" in page.links
    assert "mailto:arshjul@x.se" in page.links
    text = (plan.parent / "site" / "index.html").read_text(encoding="utf-8")
    assert '<details class="manad" id="m2026-02">' in text
    assert '<details class="manad" id="m2026-03" open>' in text


def test_the_page_of_a_role_begins_with_how_to_subscribe(run: Run, plan: Path) -> None:
    publish(run)
    page = Page((plan.parent / "site" / "roll" / "rektor.html").read_bytes())
    assert ("value", f"{URL}/rektor.ics") in page.attributes
    https = "https%3A%2F%2Farshjul.exempel.se%2Fskola%2Frektor.ics"
    webcal = "webcal%3A%2F%2Farshjul.exempel.se%2Fskola%2Frektor.ics"
    name = "%C3%85rshjul%20%E2%80%93%20Rektor"
    for link in (
        f"https://outlook.office.com/calendar/0/addfromweb?url={https}&name={name}",
        f"https://outlook.live.com/calendar/0/addfromweb?url={https}&name={name}",
        f"https://calendar.google.com/calendar/r?cid={webcal}",
        "webcal://arshjul.exempel.se/skola/rektor.ics",
        "../rektor.ics",
    ):
        assert link in page.links
    assert page.text.index("Prenumerera") < page.text.index("Närmast") < page.text.index("Hjulet 2025/26")
    assert "Ingår i Ledningsgrupp" in page.text
    assert "Samråd" not in page.text
    assert "Varning:" not in page.text
    group = Page((plan.parent / "site" / "roll" / "grupp.html").read_bytes())
    assert "Leds av Förvaltningschef Består av Rektor, en sekreterare" in group.text


def test_the_page_of_an_activity_tells_its_rule_its_dates_and_why(run: Run, plan: Path) -> None:
    publish(run)
    pages = {name: Page((plan.parent / "site" / "aktivitet" / f"{name}.html").read_bytes()).text
             for name in ("budget", "mote", "ledning", "jour", "fest")}  # fmt: skip
    assert "Inställt: Sjukdom Enligt regeln." in pages["budget"]
    assert "Mål: Alla är trygga Löfte: En budget om året" in pages["budget"]
    assert "Källa: Plan för skolan, Tidsplan" in pages["budget"]
    assert "ons 6 maj 13:00–15:00 bestämt Dagen är beslutad. Regeln ger tis 5 maj." in pages["mote"]
    assert "tis 4 maj prel. Enligt regeln. Dagen är preliminär tills den är bestämd." in pages["mote"]
    assert "Hålls någon dag i augusti. Dagen är inte bestämd än." in pages["ledning"]
    assert "Rektor: ansvarig genom Ledningsgrupp" in pages["ledning"]
    assert "Pågår hela läsåret." in pages["jour"]
    assert "Planen nämner ingen." in pages["jour"]
    assert "fre 20 mars bestämt Ett extra tillfälle." in pages["fest"]
    assert "Plats: Aulan" in pages["fest"]


def test_a_former_id_leads_on(run: Run, plan: Path) -> None:
    publish(run)
    for name, to in (("aktivitet/pengar", "budget"), ("roll/skolchef", "rektor")):
        text = (plan.parent / "site" / f"{name}.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={to}.html">' in text
        assert f'<a href="{to}.html">' in text


def test_an_activity_that_left_the_plan_has_a_page_as_long_as_a_feed_has_it(run: Run, plan: Path) -> None:
    publish(run)
    assert 0 == publish(run, today="2026-04-07", stamp="2026-04-07T05:00:00Z").exit_code
    plan.write_text(
        PLAN.replace(
            "    extra: [{id: fest, summary: Fest, date: 2026-03-20, responsible: [rektor], location: Aulan}]\n", ""
        ),
        encoding="utf-8",
    )
    assert 0 == publish(run, today="2026-04-08", stamp="2026-04-08T05:00:00Z").exit_code
    page = Page((plan.parent / "site" / "aktivitet" / "fest.html").read_bytes())
    assert "Aktiviteten finns inte längre i årshjulet." in page.text
    assert "fredag 20 mars 2026" in page.text
    assert [] == dead_links(plan.parent / "site")
    result = publish(run, "2026/27", today="2026-07-08", stamp="2026-07-08T05:00:00Z")
    assert 0 == result.exit_code, result.output
    assert not (plan.parent / "site" / "aktivitet" / "fest.html").exists()


def test_a_role_that_left_the_plan_has_a_page_that_says_so(run: Run, plan: Path) -> None:
    publish(run)
    plan.write_text(PLAN.replace("feeds: {skola: {name: Skolan, roles: [rektor]}}\n", ""), encoding="utf-8")
    assert 0 == publish(run, "--allow-shrink", stamp="2026-03-03T06:00:00Z").exit_code
    page = Page((plan.parent / "site" / "roll" / "skola.html").read_bytes())
    assert "Skolan" in page.text
    assert "finns inte längre i årshjulet. Du kan ta bort prenumerationen." in page.text
    assert not (plan.parent / "site" / "roll" / "skola.svg").exists()
    assert [] == dead_links(plan.parent / "site")


def test_files_of_others_are_never_touched(run: Run, plan: Path) -> None:
    folder = plan.parent / "site"
    (folder / "roll").mkdir(parents=True)
    (folder / "index.html").write_bytes(b"min egen sida")
    (folder / "roll" / "rektor.html").write_bytes(b"en till")
    (folder / "annat.html").write_bytes(b"x")
    before = state(folder)
    result = publish(run)
    assert 1 == result.exit_code
    assert "site/index.html: Filen är inte skriven av arshjul. Flytta den, eller välj en annan mapp" in result.stderr
    assert "site/roll/rektor.html: Filen är inte" in result.stderr
    assert "Inget är skrivet." in result.stderr
    assert before == state(folder)
    (folder / "index.html").unlink()
    (folder / "roll" / "rektor.html").unlink()
    assert 0 == publish(run).exit_code
    assert b"x" == (folder / "annat.html").read_bytes()


def test_a_page_that_somebody_changed_is_kept_aside_and_never_removed(run: Run, plan: Path) -> None:
    publish(run)
    folder = plan.parent / "site"
    (folder / "index.html").write_bytes(b"rattad")
    (folder / "aktivitet" / "fest.html").write_bytes(b"ocksa rattad")
    plan.write_text(PLAN.replace("id: fest", "id: fest-2"), encoding="utf-8")
    result = publish(run, "--allow-shrink", stamp="2026-03-03T06:00:00Z")
    assert "site/index.html är ändrad av någon annan och är sparad som index.html.bak." in result.stderr
    assert b"rattad" == (folder / "index.html.bak").read_bytes()
    assert b"ocksa rattad" == (folder / "aktivitet" / "fest.html").read_bytes()
    assert "aktivitet/fest.html" not in json.loads((folder / "arshjul-filer.json").read_bytes())["files"]


def test_what_a_killed_run_wrote_is_known_by_the_next(run: Run, plan: Path) -> None:
    publish(run)
    folder = plan.parent / "site"
    listed = json.loads((folder / "arshjul-filer.json").read_bytes())
    old = (folder / "index.html").read_bytes()
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    made = json.loads((folder / "arshjul-filer.json").read_bytes())["files"]
    assert old != (folder / "index.html").read_bytes()
    # It had put all in place but the list: and what it had begun by then is in the one that it wrote first.
    killed = {**listed, "begun": {name: code for name, code in made.items() if listed["files"].get(name) != code}}
    (folder / "arshjul-filer.json").write_text(json.dumps(killed), encoding="utf-8")
    result = publish(run, today="2026-03-05", stamp="2026-03-05T05:00:00Z")
    assert 0 == result.exit_code
    assert not list(folder.rglob("*.bak"))
    assert "begun" not in json.loads((folder / "arshjul-filer.json").read_bytes())


def moved(plan: Path) -> None:
    plan.write_text(PLAN.replace("2026-03-20", "2026-03-24"), encoding="utf-8")


def test_what_changed_lately_is_told_for_sixty_days(run: Run, plan: Path) -> None:
    publish(run)
    folder = plan.parent / "site"
    assert "Ändrat på sistone" not in Page((folder / "index.html").read_bytes()).text
    assert [] == json.loads((folder / "andringar.json").read_bytes())["changes"]
    moved(plan)
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    page = Page((folder / "index.html").read_bytes())
    sentence = "Flyttad: Fest, från fredag 20 mars 2026 till tisdag 24 mars 2026"
    assert f"Ändrat på sistone Onsdag 4 mars 2026 1 ändring {sentence}" in page.text
    assert "aktivitet/fest.html" in page.links
    publish(run, today="2026-05-02", stamp="2026-05-02T05:00:00Z")
    assert sentence in Page((folder / "index.html").read_bytes()).text
    publish(run, today="2026-05-03", stamp="2026-05-03T05:00:00Z")
    assert sentence not in Page((folder / "index.html").read_bytes()).text


def test_what_changed_is_read_from_where_the_earlier_feeds_are(run: Run, plan: Path) -> None:
    publish(run)
    moved(plan)
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    publish(run, "--out", "ny", "--previous", "site", today="2026-03-05", stamp="2026-03-05T05:00:00Z")
    assert "Flyttad: Fest" in Page((plan.parent / "ny" / "index.html").read_bytes()).text


def test_a_list_of_changes_that_cannot_be_read_is_kept_aside(run: Run, plan: Path) -> None:
    publish(run)
    path = plan.parent / "site" / "andringar.json"
    path.write_bytes(b"{")
    result = publish(run, stamp="2026-03-03T06:00:00Z")
    assert 0 == result.exit_code
    assert "site/andringar.json går inte att läsa och är sparad som andringar.json.bak." in result.stderr
    assert b"{" == path.with_name("andringar.json.bak").read_bytes()
    assert [] == json.loads(path.read_bytes())["changes"]


def test_with_the_earlier_elsewhere_a_list_of_changes_of_others_stops_the_run_and_a_broken_one_of_ours_is_kept(
    run: Run, plan: Path
) -> None:
    publish(run)
    path = plan.parent / "ny" / "andringar.json"
    path.parent.mkdir()
    path.write_bytes(b"min egen lista")
    more = ("--out", "ny", "--previous", "site")
    result = publish(run, *more)
    assert 1 == result.exit_code
    assert "ny/andringar.json: Filen är inte skriven av arshjul." in result.stderr
    assert {path: b"min egen lista"} == {each: each.read_bytes() for each in path.parent.iterdir()}
    path.unlink()
    publish(run, *more)
    path.write_bytes(b"{")
    result = publish(run, *more, stamp="2026-03-03T06:00:00Z")
    assert "ny/andringar.json går inte att läsa och är sparad som andringar.json.bak." in result.stderr
    assert b"{" == path.with_name("andringar.json.bak").read_bytes()


def test_a_list_of_changes_is_gone_on_from_whoever_put_it_there(run: Run, plan: Path) -> None:
    publish(run)
    moved(plan)
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    old, new = plan.parent / "site", plan.parent / "ny"
    new.mkdir()
    for path in (*old.glob("*.ics"), old / "andringar.json"):
        (new / path.name).write_bytes(path.read_bytes())
    assert 0 == publish(run, "--out", "ny", today="2026-03-05", stamp="2026-03-05T05:00:00Z").exit_code
    assert "Flyttad: Fest" in Page((new / "index.html").read_bytes()).text
    assert not list(new.glob("*.bak"))


def test_a_past_that_is_rewritten_tells_of_no_changes(run: Run, plan: Path) -> None:
    publish(run)
    moved(plan)
    publish(run, today="2026-03-04", stamp="2026-03-04T05:00:00Z")
    publish(run, "--rewrite-past", today="2026-03-05", stamp="2026-03-05T05:00:00Z")
    assert [] == json.loads((plan.parent / "site" / "andringar.json").read_bytes())["changes"]


def test_without_typst_there_is_no_pdf_and_one_line_says_what_to_install(run: Run, plan: Path) -> None:
    result = publish(run)
    assert 0 == result.exit_code
    assert 1 == result.stderr.count("pip install typst")
    folder = plan.parent / "site"
    assert not [path for path in folder.rglob("*") if path.suffix in {".pdf", ".png"}]
    assert (folder / "lasar" / "2025-26.xlsx").exists()
    assert "og:image" not in (folder / "index.html").read_text(encoding="utf-8")
    assert [] == dead_links(folder)


def test_a_link_to_a_page_shows_the_wheel(run: Run, on_paper: Path) -> None:
    publish(run)
    text = (on_paper.parent / "site" / "index.html").read_text(encoding="utf-8")
    assert f'<meta property="og:image" content="{URL}/lasar/2025-26.png">' in text


def test_signs_that_paper_lacks_are_named_once(run: Run, on_paper: Path) -> None:
    on_paper.write_text(PLAN.replace("summary: Budget", "summary: Budget 漢"), encoding="utf-8")
    assert 1 == publish(run).stderr.count("som inte är med i PDF och PNG: 漢")


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"schema": 2}', '{"schema": 1, "files": {"../x.html": "%s"}}' % ("0" * 64),
             '{"schema": 1, "files": {"index.html": "kort"}}', '{"schema": 1, "files": []}']
)  # fmt: skip
def test_a_list_that_is_none_stops_the_run(run: Run, plan: Path, text: str) -> None:
    publish(run)
    folder = plan.parent / "site"
    (folder / "arshjul-filer.json").write_text(text, encoding="utf-8")
    before = state(folder)
    result = publish(run, stamp="2026-03-04T05:00:00Z")
    assert 1 == result.exit_code
    assert "site/arshjul-filer.json: Listan över sidorna är skadad." in result.stderr
    assert before == state(folder)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("arshjul.se", '--base-url: "arshjul.se" är ingen länk.'),
        ("ftp://x.se/", "--base-url: "),
        ("https://x.se/?a=1", "En webbplats har ingen adress med ?, # eller inloggning. Skriv bara https://x.se."),
        ("https://namn:ord@x.se/", "eller inloggning."),
        ("https://x.se/a/index.html", "Skriv adressen till mappen, inte till en fil i den: https://x.se/a."),
        ("", "--base-url: Adressen saknas."),
    ],
)
def test_an_address_that_is_none_is_wrong_usage(run: Run, tmp_path: Path, url: str, text: str) -> None:
    result = run("publish", "--base-url", url)
    assert 2 == result.exit_code
    assert text in result.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("plan")
def test_without_an_address_there_is_no_site(run: Run, tmp_path: Path) -> None:
    result = run("publish")
    assert 2 == result.exit_code
    assert "Webbplatsens adress saknas. Skriv den i planen, under plan, till exempel site: https://" in result.stderr
    assert not (tmp_path / "site").exists()


def test_the_address_of_the_plan_is_that_of_the_pages_and_another_changes_pages_alone(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("plan: {", f'plan: {{site: "{URL}", '), encoding="utf-8")
    at = ("--today", "2026-03-03", "--stamp", "2026-03-03T05:00:00Z")
    assert 0 == run("publish", *at, "--out", "en").exit_code
    assert 0 == run("publish", *at, "--out", "annan", "--base-url", "https://annan.se/").exit_code
    ours, theirs = (state(plan.parent / name) for name in ("en", "annan"))
    for name in ("rektor.ics", "alla.ics"):
        assert ours[name] == theirs[name]
        assert b"SOURCE" in ours[name]
    assert f"{URL}/rektor.ics".encode() in ours["roll/rektor.html"]
    assert b"https://annan.se/rektor.ics" in theirs["roll/rektor.html"]
    linked = {
        link.removeprefix(f"{URL}/")
        for link in re.findall(rf"{URL}/aktivitet/[a-z0-9-]+\.html", unfolded(ours["alla.ics"]))
    }
    assert linked
    assert linked <= ours.keys()


@pytest.mark.parametrize(
    ("url", "told", "shown"),
    [
        ("http://arshjul.kommunen.se/", "Varning: Nya Outlook och Outlook på webben hämtar bara", "börjar med http,"),
        (
            "https://intranet/arshjul",
            "Varning: intranet ser ut att bara nås inifrån.",
            "bara nås på organisationens eget",
        ),
        ("http://10.0.0.7/", "Varning: 10.0.0.7 ser ut att bara nås inifrån.", "bara nås på organisationens eget nät."),
    ],
)
def test_an_address_that_outlook_cannot_reach_is_warned_of(
    run: Run, plan: Path, url: str, told: str, shown: str
) -> None:
    result = run("publish", "--base-url", url, "--today", "2026-03-03")
    assert 0 == result.exit_code
    assert told in result.stderr
    text = Page((plan.parent / "site" / "roll" / "rektor.html").read_bytes()).text
    assert "Varning: Adressen" in text
    assert shown in text


def test_a_dry_run_writes_nothing(run: Run, plan: Path) -> None:
    result = publish(run, "--dry-run")
    assert 0 == result.exit_code
    assert not (plan.parent / "site").exists()
    assert "(inget är skrivet)" in result.stderr


def test_losses_stop_a_run_before_any_page_is_written(run: Run, plan: Path) -> None:
    publish(run)
    before = state(plan.parent / "site")
    plan.write_text(PLAN.replace("feeds: {skola: {name: Skolan, roles: [rektor]}}\n", ""), encoding="utf-8")
    result = publish(run, stamp="2026-03-03T06:00:00Z")
    assert 1 == result.exit_code
    assert "AH320" in result.stderr
    assert before == state(plan.parent / "site")


def test_the_earlier_feeds_may_lie_elsewhere(run: Run, plan: Path) -> None:
    publish(run, "--out", "en")
    publish(run, "--out", "annan", "--previous", "en", stamp="2026-03-03T09:00:00Z")
    assert state(plan.parent / "en") == state(plan.parent / "annan")


def test_texts_of_the_plan_are_never_markup(run: Run, plan: Path) -> None:
    nasty = """<script>alert(1)</script> & \\"x\\" 'y'"""
    plan.write_text(
        PLAN.replace("summary: Budget", f'summary: "{nasty}"').replace("Rektor,", f'"{nasty}",'), encoding="utf-8"
    )
    result = publish(run)
    assert 0 == result.exit_code, result.output
    for path in (plan.parent / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>" not in text
        assert " style=" not in text
    assert "<script>alert(1)</script> & \"x\" 'y'" in Page((plan.parent / "site" / "index.html").read_bytes()).text


def test_the_site_is_the_same_in_any_order_of_the_file(run: Run, plan: Path) -> None:
    publish(run, "--out", "en")
    head, activities = PLAN.split("activities:\n")
    rows, rest = activities.split("promises:")
    parts = rows.split("  - ")[1:]
    reversed_rows = "".join(f"  - {part}" for part in reversed(parts))
    plan.write_text(f"{head}activities:\n{reversed_rows}promises:{rest}", encoding="utf-8")
    publish(run, "--out", "annan")
    assert state(plan.parent / "en") == state(plan.parent / "annan")
