"""What each part of the plan file is and each key in it means, in the words that an editor shows."""

from collections.abc import Mapping

from arshjul_cli.findings import Code
from arshjul_cli.plan.items import Activity, Extra, Item, Link
from arshjul_cli.plan.model import Body, Category, DeclaredFeed, Header, Plan, Promise, Role
from arshjul_cli.plan.years import Break, Decision, Terms, YearBlock

_PARTS: Mapping[type, str] = {
    Plan: "Årshjulet: vad som ska göras under läsåret, när, och av vem.",
    Header: "Vad planen heter, vem som har beslutat den och vad flödena behöver veta.",
    Role: "En roll: en befattning, eller en grupp med medlemmar.",
    Category: "En kategori, som ger aktiviteterna färg i kalendern.",
    Activity: "En aktivitet: en rad i tidsplanen.",
    Link: "En sida att läsa.",
    Promise: "Ett löfte: hur ofta (per_school_year) eller i vilka månader (months) något ska ske.",
    YearBlock: "Det som är beslutat för ett läsår.",
    Terms: "Läsårets terminer, som tider kan räknas från.",
    Break: "Ett lov.",
    Extra: "Ett extra tillfälle, som bara sker en gång.",
    Decision: "Ett beslutat datum med egen plats eller webbadress.",
    DeclaredFeed: "Ett flöde för flera roller tillsammans.",
}

_KEYS: Mapping[type, Mapping[str, str]] = {
    Plan: {
        "plan": "Planens huvud: titel, organisation, beslut.",
    },
    Body: {
        "roles": "Befattningar och grupper. Före kolonet står rollens id: rektor får flödet rektor.ics.",
        "categories": "Kategorier med färg. Före kolonet står kategorins id, till exempel enkater.",
        "goals": "Mål som aktiviteterna följer upp, till exempel trygghet: Alla ska känna sig trygga.",
        "activities": "Aktiviteterna, i vilken ordning som helst.",
        "promises": "Det som planen lovar om årshjulet; arshjul check räknar efter.",
        "years": "Det som är beslutat, läsår för läsår. Före kolonet står läsåret, till exempel 2025/26.",
        "feeds": "Egna flöden för flera roller tillsammans. Varje roll har redan ett eget flöde.",
    },
    Header: {
        "title": "Planens titel, till exempel Plan för systematiskt kvalitetsarbete.",
        "organisation": "Vems planen är, till exempel Kommunen, barn- och utbildningsnämnden.",
        "adopted": "Dagen då planen beslutades: år-månad-dag, till exempel 2025-06-17.",
        "paragraph": "Beslutets paragraf, till exempel § 16.",
        "reviewed": "Dagen då planen senast följdes upp: år-månad-dag, till exempel 2025-06-17.",
        "owner": "Id för den roll som sköter planen, till exempel utvecklingsledare.",
        "contact": "Vart frågor går: en sida eller en gemensam brevlåda, till exempel arshjul@kommunen.se.",
        "site": "Adressen där flödena och sidorna publiceras, till exempel https://arshjul.kommunen.se.",
        "accessibility": "Webbplatsens tillgänglighetsredogörelse: hela adressen till sidan.",
        "first_year": "Planens första läsår, till exempel 2026/27. Tidigare läsår finns då inte i flödena.",
        "uid_domain": "Domänen i varje händelses identitet, till exempel arshjul.kommunen.se. Ändra den aldrig.",
        "timezone": "Tidszonen för klockslag. Utan nyckeln gäller Europe/Stockholm.",
        "country": "Landet vars helgdagar gäller. Utan nyckeln gäller SE.",
        "meeting_length": "Hur länge ett möte utan sluttid varar i kalendern, till exempel 1h (förval) eller 45min.",
        "display": "Hur perioder visas där aktiviteten inte säger något. Utan nyckeln avgör periodens längd.",
        "on_holiday": "Vad som händer när dagen är ledig: keep (ligger kvar), before eller after (närmaste vardag).",
        "ignore": "Vad check ska bortse från i hela planen, med ett skäl för varje kod.",
    },
    Role: {
        "name": "Rollens namn, till exempel Förvaltningens ledningsgrupp.",
        "short": "Ett kortare namn för tabeller, till exempel Ledningsgruppen.",
        "leader": "Id för den roll som leder gruppen, till exempel forvaltningschef.",
        "members": "Id för de roller som ingår i gruppen, till exempel [rektor, forskolechef].",
        "others": "Deltagare som inte är någon roll i planen, i ord. De får inget eget flöde.",
        "formerly": "Rollens tidigare id, det äldsta först. Flödet skrivs också under de namnen.",
    },
    Category: {
        "name": "Kategorins namn, till exempel Enkäter.",
        "color": "Ett engelskt färgnamn ur CSS3, till exempel teal, navy eller darkgreen.",
    },
    Link: {
        "title": "Sidans titel, till exempel Mall för samtalet.",
        "url": "Hela adressen, till exempel https://kommunen.se/mall.",
    },
    Item: {
        "id": "Namnet för programmet: små bokstäver, siffror och bindestreck. Ändra det inte när det har använts.",
        "summary": "Rubriken i kalendern, högst 200 tecken.",
        "short": "Ett kortare namn där det är ont om plats, högst 40 tecken.",
        "points": "Fler rader, som visas i händelsens text.",
        "responsible": "Id för de roller som ansvarar, till exempel [rektor]. Skriv [] om planen inte nämner någon.",
        "participants": "Id för fler roller som det rör, till exempel [skolledare].",
        "category": "Id för en kategori, till exempel enkater.",
        "goals": "Id för de mål som följs upp, till exempel [trygghet].",
        "source": "Var i planen det står, till exempel Tidsplan.",
        "location": "Platsen, till exempel Kommunhuset.",
        "url": "En webbadress, till exempel till mötet: https://kommunen.se/mote.",
        "links": "Fler sidor att läsa, var och en med title och url.",
        "deadline": "true om det ska vara klart senast då.",
        "display": "Hur perioden visas: span (en stapel), start (första dagen), end (sista dagen) eller both (båda).",
        "ignore": "Vad check ska bortse från för aktiviteten, med ett skäl för varje kod, till exempel AH311.",
        "notice": "Hur många dagar före det ska påminnas, till exempel 14d.",
    },
    Activity: {
        "when": "När det sker, som i en plan: mars, v. 45–47, första tisdagen i mars, mars och oktober, löpande.",
        "time": "Tiden när det är på en enda dag, till exempel 13:00–16:00. En tid under years går före.",
        "from": "Första läsåret som aktiviteten finns, till exempel 2027/28.",
        "until": "Sista läsåret som aktiviteten finns, till exempel 2031/32.",
        "decided_yearly": "true om dagen bestäms för varje år. Tills den står under years är dagen preliminär.",
        "on_holiday": "Vad dagen gör om den är ledig: keep (ligger kvar), before eller after (närmaste vardag).",
        "formerly": "Aktivitetens tidigare id, det äldsta först. Då känner kalendrarna igen den.",
    },
    Extra: {
        "date": "Dagen: 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06.",
    },
    Promise: {
        "id": "Löftets namn för programmet, till exempel skolfranvaro.",
        "text": "Löftet i ord, till exempel Tre avstämningar av skolfrånvaron per läsår.",
        "activities": "Id för de aktiviteter som räknas.",
        "per_school_year": "Hur många gånger per läsår, till exempel 3, 4–6, minst 4 eller högst 6.",
        "months": "I vilka månader det ska ske, till exempel [mars, oktober].",
        "source": "Var i planen löftet står.",
    },
    YearBlock: {
        "dates": "Beslutade datum, till exempel skolanalysgrupp-mars: 2026-03-10. Före kolonet står aktivitetens id.",
        "complete": "Månaderna där datumen under dates är alla som finns: namnd: juli–december, eller läsåret.",
        "cancelled": "Det som är inställt, och varför: mote: Sjukdom eller mote: {2027-03-09: Sjukdom}. Alla ser det.",
        "terms": "Läsårets terminer: {host: 2026-08-17–2026-12-18, var: 2027-01-08–2027-06-10}.",
        "breaks": "Läsårets lov, till exempel {name: Sportlov, when: v. 7}.",
        "extra": "Extra tillfällen, som bara sker i år. De har date i stället för when.",
    },
    Terms: {
        "host": "Höstterminens första och sista dag, till exempel 2026-08-17–2026-12-18.",
        "var": "Vårterminens första och sista dag, till exempel 2027-01-08–2027-06-10.",
    },
    Break: {
        "name": "Lovets namn, till exempel Sportlov.",
        "when": "När lovet är, till exempel v. 7 eller 22 december–7 januari.",
    },
    Decision: {
        "date": "Dagen: 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06.",
        "location": "Platsen just den dagen. Den går före aktivitetens egen.",
        "url": "Webbadressen just den dagen. Den går före aktivitetens egen.",
    },
    DeclaredFeed: {
        "name": "Flödets namn i kalendern, till exempel Skolledning.",
        "roles": "Id för de roller vars aktiviteter flödet visar, till exempel [rektor, forskolechef].",
        "formerly": "Flödets tidigare id, det äldsta först. Det skrivs också under de namnen.",
    },
}


def part_description(model: type) -> str:
    """Return what a part of the file is."""
    return _PARTS[model]


def key_description(model: type, key: str) -> str:
    """Return what a key of a part means; keys that parts have in common stand once."""
    return next(_KEYS[part][key] for part in model.__mro__ if key in _KEYS.get(part, ()))


def entry_description(key: str) -> str:
    """Return what stands under a code in `ignore`, or under a month."""
    codes = [code for code in Code if code == key]
    return f"{key}: {codes[0].heading}. Skriv skälet." if codes else f"Det som gäller i {key}."
