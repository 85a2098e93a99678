"""What can be wrong with how feeds are published: each kind with its sentence, and its cure for each kind of server."""

from dataclasses import dataclass
from enum import Enum

_LOG = "Läs felloggen: /var/log/nginx/error.log."
_IIS_LOG = "Läs loggen i C:\\inetpub\\logs\\LogFiles."
_AGAIN = "Kör arbetsflödet igen under Actions, eller se www.githubstatus.com."
_FROM_DISK = "läsa filerna från disken med root, utan proxy_cache."


class Kind(Enum):
    """A kind of fault. `text` has a place for what was found."""

    text: str
    nginx: str
    iis: str
    pages: str

    def __init__(self, text: str, nginx: str, iis: str, pages: str) -> None:
        """Take the sentence and the cures."""
        self.text, self.nginx, self.iis, self.pages = text, nginx, iis, pages

    UNREACHABLE = (
        "Servern går inte att nå: {}. Rätta adressen, eller öppna servern för alla. Frågan ställs utan proxy.",
        "Skriv listen 443 ssl; och rätt server_name, och öppna port 443 i brandväggen.",
        "Lägg till en https-bindning med serverns namn, starta webbplatsen och öppna port 443.",
        "Settings, Pages visar adressen. En egen domän behöver en CNAME-post till ORGANISATIONEN.github.io.",
    )
    CERTIFICATE = (
        "Certifikatet godtas inte: {}. Ett kalenderprogram hämtar då inget.",
        "Låt ssl_certificate vara hela kedjan (fullchain.pem), för det namn som adressen har.",
        "Byt certifikat i https-bindningen, och installera utfärdarens mellanliggande certifikat.",
        'Vänta tills "Enforce HTTPS" går att kryssa för under Settings, Pages. Se annars över domänens CNAME-post.',
    )
    PLAIN = (
        "Adressen {} går inte över https. Outlook på webben hämtar bara över https.",
        "Skriv listen 443 ssl; med certifikat, låt port 80 leda dit, och ge ut https-adressen.",
        "Lägg till en https-bindning med certifikat, och ge ut https-adressen.",
        'Kryssa för "Enforce HTTPS" under Settings, Pages, och ge ut https-adressen.',
    )
    REDIRECT = (
        "Adressen leder vidare till {}. Ge ut den adressen i stället, eller ta bort omdirigeringen.",
        "Ta bort return eller rewrite för flödena.",
        "Ta bort omdirigeringen under HTTP Redirect eller URL Rewrite.",
        "Har repot en egen domän leder GitHub dit: ge ut den egna domänens adresser.",
    )
    CIRCLE = (
        "Adressen leder vidare mer än fem gånger, senast till {}.",
        "Rätta return eller rewrite: de leder troligen till sig själva.",
        "Rätta reglerna under HTTP Redirect eller URL Rewrite.",
        "Rätta domänen under Settings, Pages, Custom domain, och domänens egna omdirigeringar.",
    )
    LOGIN = (
        "Svaret är en webbsida, troligen en inloggning ({}). Flöden måste gå att hämta utan inloggning.",
        "Ta bort auth_basic, auth_request eller omdirigeringen till inloggningen för flödena.",
        "Slå på Anonymous Authentication för mappen, och av de andra.",
        "Välj Public vid Visibility under Settings, Pages. I ett privat repo kräver det ett konto som har det.",
    )
    DENIED = (
        "Servern svarar {}: flödet går inte att hämta utan inloggning.",
        "Ta bort auth_basic, deny och allow för flödena, och låt nginx läsa filerna (chmod a+r).",
        "Slå på Anonymous Authentication för mappen, och ge IUSR läsrätt till den.",
        "Välj Public vid Visibility under Settings, Pages.",
    )
    MISSING = (
        "Servern svarar {}: flödet finns inte på adressen.",
        "Låt root vara mappen med flödena, och lägg dit alla filer ur den.",
        "Lägg filerna i webbplatsens mapp. Står de där saknas <mimeMap> för .ics i web.config (fel 404.3).",
        "Kör arbetsflödet under Actions. Adressen slutar på repots namn, om repot inte har en egen domän.",
    )
    STATUS = ("Servern svarar {}, men ska svara 200.", _LOG, _IIS_LOG, _AGAIN)
    SLOW = ("Servern gav inget helt svar inom {} sekunder.", _LOG, _IIS_LOG, _AGAIN)
    BROKEN = (
        "Svaret går inte att läsa till slut ({}).",
        "Låt ingen brandvägg ändra svaren, och skriv listen 443 ssl; om adressen är https.",
        "Låt ingen brandvägg ändra svaren, och låt bindningen vara https om adressen är det.",
        _AGAIN,
    )
    LARGE = (
        "Svaret är större än {} MB, och det är inget flöde.",
        "Låt root vara mappen med flödena.",
        "Låt webbplatsens mapp vara den med flödena.",
        "Publicera mappen med flödena.",
    )
    ENCODING = (
        "Svaret är packat som {}, fast bara gzip godtas.",
        "Ta bort brotli_static och add_header Content-Encoding för flödena.",
        "Ta bort regeln som sätter Content-Encoding.",
        "Det gör inte GitHub själv: ändra i det som står framför, till exempel Cloudflare.",
    )
    TYPE = (
        "Flödet skickas som {}, men ska skickas som text/calendar; charset=utf-8.",
        r"Skriv location ~ \.ics$ { types { text/calendar ics; } charset utf-8; charset_types text/calendar; }",
        'Skriv i web.config: <mimeMap fileExtension=".ics" mimeType="text/calendar; charset=utf-8" />.',
        "GitHub väljer typen efter filnamnet, som ska sluta på .ics. Det går inte att ställa in.",
    )
    CHARSET = (
        "Flödet skickas som {}, men ska skickas som text/calendar; charset=utf-8. Annars kan å, ä och ö bli fel.",
        r"Skriv location ~ \.ics$ { types { text/calendar ics; } charset utf-8; charset_types text/calendar; }",
        'Skriv i web.config: <mimeMap fileExtension=".ics" mimeType="text/calendar; charset=utf-8" />.',
        "Det går inte att ställa in där. Blir å, ä och ö fel i Google Kalender, välj en annan server.",
    )
    BOM = (
        "Flödet börjar med ett BOM, tre byte som gör att Google och Apple inte läser det.",
        "Lägg ut filerna som arshjul skrev dem: ett program har sparat om dem.",
        "Kopiera filerna med Copy-Item eller robocopy, inte med Get-Content och Set-Content.",
        "Låt inget i arbetsflödet skriva om filerna.",
    )
    NO_ETAG = (
        "Svaret saknar ETag, så varje hämtning blir hela filen.",
        f"Skriv etag on; och låt nginx {_FROM_DISK}",
        "Ta bort regeln som tar bort ETag under HTTP Response Headers eller URL Rewrite.",
        "GitHub skickar ETag: ändra i det som står framför, till exempel Cloudflare.",
    )
    NO_304 = (
        "Servern svarar {} när inget har ändrats, men ska svara 304 (If-None-Match med flödets ETag).",
        f"Låt nginx {_FROM_DISK}",
        "Låt IIS skicka filerna själv (StaticFile), inte genom ASP.NET eller en proxy.",
        "GitHub svarar 304: ändra i det som står framför, till exempel Cloudflare.",
    )
    FALSE_304 = (
        "Servern svarar 304 fast den som frågar har en annan fil ({}). Då når inga ändringar fram.",
        f"Skriv if_modified_since exact; och låt nginx {_FROM_DISK}",
        "Låt IIS skicka filerna själv (StaticFile), inte genom ASP.NET eller en proxy.",
        "Det gör inte GitHub själv: ändra i det som står framför, till exempel Cloudflare.",
    )
    LINE_ENDS = (
        "Flödet har andra radslut än filen i {}, och Outlook kan vägra det.",
        "Lägg ut filerna byte för byte: med rsync, eller FTP i binärt läge.",
        "Kopiera filerna med Copy-Item eller robocopy, eller FTP i binärt läge.",
        "Låt arbetsflödet skriva flödena. Ligger de i repot: skriv *.ics -text i .gitattributes.",
    )
    OTHER = (
        "Flödet är inte filen i {}. Lägg ut den igen, eller vänta tills cachen är för gammal.",
        "Låt root vara mappen som arshjul skriver i, och ta bort proxy_cache för flödena.",
        "Låt webbplatsens mapp vara den som arshjul skriver i, och ta bort Output Caching för .ics.",
        "Kör arbetsflödet igen. Det skriver flödena, så jämför inte med dem som en annan dator har skrivit.",
    )
    NOT_OURS = (
        "Svaret är inte det flöde från arshjul som ska ligga på adressen.",
        "Låt root vara mappen med flödena, och lägg dit filerna som arshjul skrev dem.",
        "Låt webbplatsens mapp vara den med flödena, och lägg dit filerna som arshjul skrev dem.",
        "Kör arbetsflödet under Actions igen.",
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, with what was found."""

    kind: Kind
    found: str = ""

    @property
    def text(self) -> str:
        """What is wrong, in a sentence or two."""
        return self.kind.text.format(self.found)

    @property
    def cures(self) -> tuple[tuple[str, str], ...]:
        """What to do about it, by kind of server."""
        return (("nginx", self.kind.nginx), ("IIS", self.kind.iis), ("GitHub Pages", self.kind.pages))
