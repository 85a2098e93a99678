"""The pages of a site: which there are, and what each shows."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from arshjul_cli.feeds import addresses, marks
from arshjul_cli.feeds.model import Event
from arshjul_cli.following import Follow
from arshjul_cli.picture.compose import Picture, Wish, compose
from arshjul_cli.picture.inline import css, inline
from arshjul_cli.picture.paper import paper
from arshjul_cli.picture.sheet import A4
from arshjul_cli.picture.svg import svg
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.items import Item
from arshjul_cli.render import csv, json
from arshjul_cli.render.context import Context
from arshjul_cli.render.document.contents import document
from arshjul_cli.render.document.pdf import pdf
from arshjul_cli.render.page.activity import about
from arshjul_cli.render.page.address import feed, hindrance, ways
from arshjul_cli.render.page.entries import by_month, entries
from arshjul_cli.render.page.html import Safe, fill, safe
from arshjul_cli.render.page.news import by_day
from arshjul_cli.render.page.site import Site
from arshjul_cli.render.rows import undated
from arshjul_cli.render.soon import going_on, upcoming
from arshjul_cli.render.xlsx import xlsx
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import long_span, spans
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Status, Wheel

SOON = 30
"""Days ahead that the first page and those of roles tell of."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a site by path, and the signs that PDF and PNG lack."""

    files: Mapping[str, bytes]
    lacking: str


def pages(site: Site, follow: Follow) -> Files:
    """Return every page, and what lies beside those of the years."""
    made = _Pages(site, follow)
    files = {
        "index.html": made.index(),
        "resurser/hjul.css": made.colors(),
        **{
            path: data
            for feed_id in follow("Gör rollernas sidor", site.feed_names())
            for path, data in made.feed(feed_id)
        },
        **{f"roll/{old}.html": made.moved(now, site.feed_names()[now]) for old, now in site.plan.addresses.items()},
        **{f"roll/{feed_id}.html": made.ended(feed_id) for feed_id in site.ended},
        **{path: data for year in follow("Gör läsårens sidor", site.wheel.years) for path, data in made.year(year)},
        **{f"aktivitet/{item.id}.html": made.activity(item) for item in follow("Gör aktiviteternas sidor", site.items)},
        **{f"aktivitet/{old}.html": made.moved(now, made.titles[now]) for old, now in site.former.items()},
        **{f"aktivitet/{item_id}.html": made.gone(events) for item_id, events in site.gone.items()},
    }
    return Files(files, "".join(sorted(made.lacking)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A wheel on a page, and where it is as a picture of its own."""

    href: str
    title: str
    drawn: Safe


@dataclass(frozen=True)
class _Pages:
    """Makes the pages of a site."""

    site: Site
    follow: Follow
    lacking: set[str] = field(default_factory=set)
    """The signs that were left out of PDF and PNG."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each activity, by id."""
        return {item.id: item.summary for item in self.site.items}

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """The page of each activity that is or was, by each id that it has had."""
        return {item_id: item_id for item_id in (*self.titles, *self.site.gone)} | dict(self.site.former)

    @cached_property
    def _carriers(self) -> Mapping[str, frozenset[str]]:
        """The feeds that carry each activity, by its id."""
        return {item.id: frozenset(self.site.wheel.feeds(item)) for item in self.site.items}

    @cached_property
    def _days_off(self) -> DaysOff:
        return DaysOff(self.site.plan)

    def index(self) -> bytes:
        """Return the first page."""
        plan = self.site.plan
        wheel, picture = self._years[self.site.now], self._pictures[ALL, self.site.now]
        return self._page(
            "index.html",
            root="",
            year=self.site.now,
            **self._soon(self.site.wheel),
            posts=[(role_id, role.name) for role_id, role in plan.roles.items() if not role.is_body],
            bodies=[(role_id, role.name) for role_id, role in plan.roles.items() if role.is_body],
            declared=[(feed_id, feed.name) for feed_id, feed in plan.feeds.items()],
            figure=_figure(picture, f"lasar/{self.site.now.slug}.svg", root=""),
            months=tuple(by_month(wheel, self.site.day)),
            news=tuple(by_day(self.site.news, self._pages)),
            preliminary=tuple(self._preliminary()),
            undated=tuple(undated(wheel)),
            goals=[(text, self._of_goal(goal)) for goal, text in plan.goals.items()],
            promises=[(promise, self._of_ids(promise.activities)) for promise in plan.promises],
        )

    def colors(self) -> bytes:
        """Return the style that colours the wheels of all pages."""
        return css(self._pictures.values()).encode()

    def feed(self, feed_id: str) -> Iterator[tuple[str, bytes]]:
        """Yield the page of a feed, and its wheel."""
        plan, name = self.site.plan, self.site.feed_names()[feed_id]
        mine, wheel = self._of_feed(self.site.wheel, feed_id), self._of_feed(self._years[self.site.now], feed_id)
        picture = self._pictures[feed_id, self.site.now]
        role, address = plan.roles.get(feed_id), feed(self.site.address, feed_id)
        yield f"roll/{feed_id}.svg", svg(picture)
        yield (
            f"roll/{feed_id}.html",
            self._page(
                "role.html",
                root="../",
                name=name,
                feed_id=feed_id,
                address=address,
                warning=hindrance(self.site.address),
                ways=tuple(ways(address, self.site.calendars[feed_id])),
                leader=(role.leader, plan.roles[role.leader].name) if role and role.leader else None,
                members=self._names(role.members if role else plan.feeds[feed_id].roles if feed_id != ALL else ()),
                others=role.others if role else None,
                within=self._names(body for body in sorted(plan.above[feed_id]) if body != feed_id) if role else (),
                year=self.site.now,
                **self._soon(mine),
                figure=_figure(picture, f"{feed_id}.svg", root="../"),
                months=tuple(by_month(wheel, self.site.day)),
                undated=tuple(undated(wheel)),
            ),
        )

    def year(self, year: SchoolYear) -> Iterator[tuple[str, bytes]]:
        """Yield the page of a school year, and the same for other programs."""
        wheel, picture = self._years[year], self._pictures[ALL, year]
        path = f"lasar/{year.slug}"
        for ending, data in self._formats(year):
            yield f"{path}.{ending}", data
        is_now = SchoolYear.containing(self.site.day) == year
        yield (
            f"{path}.html",
            self._page(
                "year.html",
                root="../",
                year=year,
                figure=_figure(picture, f"{year.slug}.svg", root="../"),
                months=tuple(by_month(wheel, self.site.day if is_now else None)),
                undated=tuple(undated(wheel)),
            ),
        )

    def _formats(self, year: SchoolYear) -> Iterator[tuple[str, bytes]]:
        """Yield a school year in each format for other programs, and on paper if that is made, by ending."""
        wheel, picture = self._years[year], self._pictures[ALL, year]
        context, plan = Context(today=self.site.day), self.site.plan.plan
        told = document(wheel, year, self.site.changed or plan.reviewed or plan.adopted)
        yield "svg", svg(picture)
        yield from (("json", data) for data in json.render(wheel, context).values())
        yield from (("csv", data) for data in csv.render(wheel, context).values())
        yield "xlsx", xlsx(told)
        if self.site.has_paper:
            for ending, (data, lacking) in (("pdf", pdf(told, picture)), ("png", paper(picture, "png", None))):
                self.lacking.update(lacking)
                yield ending, data

    def activity(self, item: Item) -> bytes:
        """Return the page of an activity."""
        told = about(self.site.wheel, self._days_off, item)
        return self._page("activity.html", root="../", about=told)

    def gone(self, events: tuple[Event, ...]) -> bytes:
        """Return the page of an activity that the plan no longer has, made of its events."""
        last = events[-1]
        return self._page(
            "gone.html",
            root="../",
            title=marks.split(last.summary).title,
            days=[(event.start, _days(event), marks.split(event.summary).mark) for event in events],
            description=addresses.split(last.description)[0],
        )

    def ended(self, feed_id: str) -> bytes:
        """Return the page of a feed that has ended."""
        return self._page("ended.html", root="../", name=self.site.ended[feed_id].removeprefix("Årshjul – "))

    def moved(self, now: str, title: str) -> bytes:
        """Return a page that leads on to another beside it."""
        return self._page("moved.html", root="../", now=now, title=title)

    def _page(self, template: str, **values: object) -> bytes:
        plan = self.site.plan
        return fill(
            template,
            site=self.site,
            plan=plan,
            header=plan.plan,
            years=self.site.wheel.years,
            owner=plan.roles[plan.plan.owner].name if plan.plan.owner else None,
            **values,
        )

    @cached_property
    def _years(self) -> Mapping[SchoolYear, Wheel]:
        """The wheel of each year that is published."""
        return {year: expand(self.site.plan, (year,)) for year in self.site.wheel.years}

    @cached_property
    def _pictures(self) -> Mapping[tuple[str, SchoolYear], Picture]:
        """The picture of each year, and that of each feed in the year that is shown first, by feed and year."""
        names = self.site.feed_names()
        now = self.site.now
        of_feeds = {
            (feed_id, now): _drawn(self._of_feed(self._years[now], feed_id), now, (names[feed_id],))
            for feed_id in self.follow("Ritar hjulen", [name for name in names if name != ALL])
        }
        return {(ALL, year): _drawn(wheel, year, ()) for year, wheel in self._years.items()} | of_feeds

    def _of_feed(self, wheel: Wheel, feed_id: str) -> Wheel:
        def carried(item: Item) -> bool:
            return feed_id in self._carriers[item.id]

        return wheel.only(lambda occurrence: carried(occurrence.activity), carried)

    def _soon(self, wheel: Wheel) -> dict[str, object]:
        """Return what goes on and what comes, for the template."""
        plan, day = wheel.plan, self.site.day
        return {
            "now": entries(plan, going_on(wheel, day)),
            "coming": entries(plan, upcoming(wheel, day, SOON)),
            "soon": SOON,
        }

    def _preliminary(self) -> Iterator[tuple[Item, str]]:
        """Yield the activities whose days are not decided, with these in words, the next first."""
        found: dict[str, list[Occurrence]] = {}
        for occurrence in self.site.wheel.occurrences:
            if occurrence.status is Status.TENTATIVE and occurrence.last_day >= self.site.day:
                found.setdefault(occurrence.activity.id, []).append(occurrence)
        for occurrences in found.values():
            yield occurrences[0].activity, spans((o.start, o.last_day) for o in occurrences)

    def _of_goal(self, goal: str) -> tuple[Item, ...]:
        """Return the activities that serve a goal in a year that is published."""
        return tuple(item for item in self.site.items if goal in item.goals and self.site.wheel.has(item))

    def _of_ids(self, item_ids: Collection[str]) -> tuple[Item, ...]:
        """Return those of some activities that a year that is published has."""
        return tuple(item for item in self.site.items if item.id in item_ids and self.site.wheel.has(item))

    def _names(self, role_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((role_id, self.site.plan.roles[role_id].name) for role_id in role_ids)


def _drawn(wheel: Wheel, year: SchoolYear, narrowed: tuple[str, ...]) -> Picture:
    return compose(wheel, Wish(year=year, sheet=A4, narrowed=narrowed))


def _figure(picture: Picture, href: str, root: str) -> Figure:
    """Return a wheel for a page; `root` is the way from the page to the first one."""
    drawn = inline(picture, "hjul", lambda item_id: f"{root}aktivitet/{item_id}.html")
    return Figure(href, picture.title, safe(drawn))


def _days(event: Event) -> str:
    return long_span(event.start, event.end - dt.timedelta(days=1))
