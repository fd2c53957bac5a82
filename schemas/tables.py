"""The published tables: one row model each, every column declared once.

``TABLES`` names each table's model, key, order and references; ``Dataset`` holds the rows of one release.
"""

# pydantic copies list defaults for each row, which ruff does not see through the base class
# ruff: noqa: RUF012

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from schemas import edtf
from schemas.columns import Row, column
from schemas.edtf import EdtfDate
from schemas.record import Kind, Language

Status = Literal["planned", "ongoing", "ended", "unknown"]
ContactKind = Literal["named_person", "role_mailbox", "organisation"]
PlaceKind = Literal["country", "region", "wellbeing_county", "municipality"]
EvidenceState = Literal["stated", "derived", "not_stated", "unreadable", "withheld"]
PageVerdict = Literal["records", "no_records", "failed", "refused", "skipped"]
SourceVerdict = Literal["ok", "ok_empty", "partial", "blocked", "changed", "failed"]
ChangeKind = Literal["added", "changed", "ended", "vanished"]


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _sorted_once(values: list[str]) -> list[str]:
    return sorted(set(values))


Names = Annotated[list[str], AfterValidator(_once)]
"""Several texts in the order given, each once."""
Codes = Annotated[list[str], AfterValidator(_sorted_once)]
"""Several codes in alphabetical order, each once."""
Euros = Annotated[float, Field(ge=0), AfterValidator(lambda value: round(value, 2))]
Share = Annotated[float, Field(ge=0, le=1), AfterValidator(lambda value: round(value, 3))]
Count = Annotated[int, Field(ge=0)]
Text = Annotated[str, Field(min_length=1)]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A time in UTC, to the second."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

_InitiativeRef = Annotated[
    Text,
    column(
        fi=("Hankkeen tunnus", "Hankkeen tai verkoston tunnus taulussa initiatives."),
        sv=("Projektets id", "Projektets eller nätverkets id i tabellen initiatives."),
        en=("Initiative id", "Id of the project or network in the table initiatives."),
    ),
]
_PageUrl = column(
    fi=("Sivun osoite", "Sen verkkosivun osoite, josta tieto on luettu."),
    sv=("Sidans adress", "Adressen till den webbsida som uppgiften lästes från."),
    en=("Page address", "Address of the web page that was read."),
)
_Sha256 = column(
    fi=("Sivun tiiviste", "Haetun sivun sisällön SHA-256-tiiviste; yksilöi arkistoidun version."),
    sv=(
        "Sidans kontrollsumma",
        "SHA-256-summan av sidans innehåll; anger den arkiverade versionen.",
    ),
    en=("Page hash", "SHA-256 of the fetched page's bytes; names the archived version."),
)
_FetchedAt = column(
    fi=("Haettu", "Sivun hakuaika (UTC)."),
    sv=("Hämtad", "När sidan hämtades (UTC)."),
    en=("Fetched at", "When the page was fetched (UTC)."),
)
_LabelFi = column(
    fi=("Nimi suomeksi", "Koodin suomenkielinen nimi."),
    sv=("Namn på finska", "Kodens finska benämning."),
    en=("Label in Finnish", "What the code is called in Finnish."),
)
_LabelSv = column(
    fi=("Nimi ruotsiksi", "Koodin ruotsinkielinen nimi."),
    sv=("Namn på svenska", "Kodens svenska benämning."),
    en=("Label in Swedish", "What the code is called in Swedish."),
)
_LabelEn = column(
    fi=("Nimi englanniksi", "Koodin englanninkielinen nimi."),
    sv=("Namn på engelska", "Kodens engelska benämning."),
    en=("Label in English", "What the code is called in English."),
)
_FieldName = column(
    fi=("Kenttä", "Taulun initiatives sarake, jota rivi koskee."),
    sv=("Fält", "Den kolumn i tabellen initiatives som raden gäller."),
    en=("Field", "The column of the table initiatives that the row speaks of."),
)


class InitiativeRow(Row):
    """A project or network, brought together from all pages that speak of it."""

    id: Annotated[
        Text,
        column(
            fi=("Tunnus", "Hankkeen tai verkoston pysyvä tunnus tässä aineistossa."),
            sv=("Id", "Projektets eller nätverkets bestående id i detta dataset."),
            en=("Id", "Lasting identifier of the project or network in this dataset."),
        ),
    ]
    kind: Annotated[
        Kind,
        column(
            fi=("Laji", "Hanke (project) on määräaikainen; verkosto (network) on pysyvä."),
            sv=(
                "Typ",
                "Ett projekt (project) är tidsbegränsat; ett nätverk (network) är bestående.",
            ),
            en=("Kind", "A project runs for a limited time; a network is meant to last."),
        ),
    ]
    name: Annotated[
        Text,
        column(
            fi=("Nimi", "Nimi sellaisena kuin uusin lähde sen kirjoittaa."),
            sv=("Namn", "Namnet så som den nyaste källan skriver det."),
            en=("Name", "The name as the newest source writes it."),
        ),
    ]
    name_fi: Annotated[
        str | None,
        column(
            fi=("Nimi suomeksi", "Suomenkielinen nimi, jos jokin sivu kertoo sen."),
            sv=("Namn på finska", "Det finska namnet, om någon sida anger det."),
            en=("Name in Finnish", "The Finnish name, where a page gives one."),
        ),
    ] = None
    name_sv: Annotated[
        str | None,
        column(
            fi=("Nimi ruotsiksi", "Ruotsinkielinen nimi, jos jokin sivu kertoo sen."),
            sv=("Namn på svenska", "Det svenska namnet, om någon sida anger det."),
            en=("Name in Swedish", "The Swedish name, where a page gives one."),
        ),
    ] = None
    name_en: Annotated[
        str | None,
        column(
            fi=("Nimi englanniksi", "Englanninkielinen nimi, jos jokin sivu kertoo sen."),
            sv=("Namn på engelska", "Det engelska namnet, om någon sida anger det."),
            en=("Name in English", "The English name, where a page gives one."),
        ),
    ] = None
    status: Annotated[
        Status,
        column(
            fi=(
                "Tila",
                "Tilanne aineiston päivänä: suunnitteilla (planned), käynnissä (ongoing), päättynyt (ended) "
                "tai ei tiedossa (unknown).",
            ),
            sv=(
                "Läge",
                "Läget på datasetets dag: planerat (planned), pågående (ongoing), avslutat (ended) "
                "eller okänt (unknown).",
            ),
            en=("Status", "Planned, ongoing, ended or unknown, on the day of the dataset."),
        ),
    ] = "unknown"
    start: Annotated[
        EdtfDate | None,
        column(
            fi=("Alkaa", "Alkamisaika lähteen tarkkuudella: vuosi, kuukausi, päivä tai vuodenaika (EDTF)."),
            sv=("Börjar", "Starttid med källans noggrannhet (EDTF): år, månad, dag eller årstid."),
            en=(
                "Start",
                "When it starts, as precisely as the source says: year, month, day or season (EDTF).",
            ),
        ),
    ] = None
    end: Annotated[
        EdtfDate | None,
        column(
            fi=(
                "Päättyy",
                "Päättymisaika lähteen tarkkuudella: vuosi, kuukausi, päivä tai vuodenaika (EDTF).",
            ),
            sv=("Slutar", "Sluttid med källans noggrannhet (EDTF): år, månad, dag eller årstid."),
            en=("End", "When it ends, as precisely as the source says: year, month, day or season (EDTF)."),
        ),
    ] = None
    start_earliest: Annotated[
        date | None,
        column(
            fi=(
                "Alkaa aikaisintaan",
                "Ensimmäinen päivä, jota alkamisaika voi tarkoittaa (lajitteluun).",
            ),
            sv=("Börjar tidigast", "Den första dag som starttiden kan avse; för sortering."),
            en=("Earliest start", "The first day that the start can mean; for sorting."),
        ),
    ] = None
    end_latest: Annotated[
        date | None,
        column(
            fi=(
                "Päättyy viimeistään",
                "Viimeinen päivä, jota päättymisaika voi tarkoittaa (lajitteluun).",
            ),
            sv=("Slutar senast", "Den sista dag som sluttiden kan avse; för sortering."),
            en=("Latest end", "The last day that the end can mean; for sorting."),
        ),
    ] = None
    coordinator: Annotated[
        Names,
        column(
            fi=("Koordinaattori", "Organisaatiot, jotka johtavat hanketta tai verkostoa."),
            sv=("Koordinator", "De organisationer som leder projektet eller nätverket."),
            en=("Coordinator", "The organisations that lead the project or network."),
        ),
    ] = []
    funders: Annotated[
        Names,
        column(
            fi=("Rahoittajat", "Rahoittajien nimet; ohjelma ja summa ovat taulussa funding."),
            sv=("Finansiärer", "Finansiärernas namn; program och belopp finns i tabellen funding."),
            en=("Funders", "Names of the funders; programme and sum are in the table funding."),
        ),
    ] = []
    funder_ids: Annotated[
        Codes,
        column(
            fi=("Rahoittajien tunnukset", "Niiden rahoittajien tunnukset, jotka ovat sanastossa funders."),
            sv=("Finansiärernas id", "Id för de finansiärer som finns i vokabulären funders."),
            en=("Funder ids", "Ids of those funders that the vocabulary funders knows."),
            vocabulary="funders",
        ),
    ] = []
    budget_eur: Annotated[
        Euros | None,
        column(
            fi=("Budjetti", "Kokonaisbudjetti euroina, jos lähde kertoo sen."),
            sv=("Budget", "Den totala budgeten i euro, om källan anger den."),
            en=("Budget", "Total budget in euros, where a source states it."),
            unit="EUR",
        ),
    ] = None
    target_groups: Annotated[
        Codes,
        column(
            fi=("Kohderyhmät", "Niiden ihmisryhmien koodit, joille toiminta on tarkoitettu."),
            sv=("Målgrupper", "Koderna för de grupper av människor som verksamheten riktar sig till."),
            en=("Target groups", "Codes of the groups of people that it is for."),
            vocabulary="target_groups",
        ),
    ] = []
    regions: Annotated[
        Codes,
        column(
            fi=("Maakunnat", "Tilastokeskuksen maakuntakoodit; FI tarkoittaa koko maata."),
            sv=("Landskap", "Statistikcentralens landskapskoder; FI avser hela landet."),
            en=("Regions", "Region codes of Statistics Finland; FI means the whole country."),
            vocabulary="regions",
        ),
    ] = []
    municipalities: Annotated[
        Names,
        column(
            fi=("Kunnat", "Kuntien nimet perusmuodossa; koodit ovat taulussa places."),
            sv=("Kommuner", "Kommunernas namn; koderna finns i tabellen places."),
            en=("Municipalities", "Names of the municipalities; their codes are in the table places."),
        ),
    ] = []
    contacts: Annotated[
        Names,
        column(
            fi=("Yhteystiedot", "Nimi, rooli, organisaatio, sähköposti ja puhelin, pilkuin erotettuina."),
            sv=("Kontakter", "Namn, roll, organisation, e-post och telefon, åtskilda med kommatecken."),
            en=("Contacts", "Name, role, organisation, e-mail and phone, with commas between them."),
            personal=True,
        ),
    ] = []
    languages: Annotated[
        list[Language],
        AfterValidator(_sorted_once),
        column(
            fi=("Kielet", "Kielet, joilla sivut kertovat hankkeesta: fi, sv, en."),
            sv=("Språk", "De språk på vilka sidorna berättar om projektet: fi, sv, en."),
            en=("Languages", "The languages in which pages speak of it: fi, sv, en."),
        ),
    ] = []
    part_of: Annotated[
        str | None,
        column(
            fi=("Osa kokonaisuutta", "Sen laajemman hankkeen tai verkoston tunnus, johon tämä kuuluu."),
            sv=("Del av", "Id för det större projekt eller nätverk som detta är en del av."),
            en=("Part of", "Id of the larger project or network that it belongs to."),
        ),
    ] = None
    first_seen: Annotated[
        date | None,
        column(
            fi=("Nähty ensi kerran", "Päivä, jona jokin lähde ensi kerran kertoi hankkeesta."),
            sv=("Sågs först", "Den dag då en källa första gången berättade om projektet."),
            en=("First seen", "The day on which a source was first seen to speak of it."),
        ),
    ] = None
    last_seen: Annotated[
        date | None,
        column(
            fi=("Nähty viimeksi", "Päivä, jona jokin lähde viimeksi kertoi hankkeesta."),
            sv=("Sågs senast", "Den dag då en källa senast berättade om projektet."),
            en=("Last seen", "The day on which a source was last seen to speak of it."),
        ),
    ] = None
    last_changed: Annotated[
        date | None,
        column(
            fi=("Muuttunut viimeksi", "Päivä, jona jokin rivin tiedoista viimeksi muuttui."),
            sv=("Ändrades senast", "Den dag då någon uppgift på raden senast ändrades."),
            en=("Last changed", "The day on which something in the row last changed."),
        ),
    ] = None
    source_count: Annotated[
        Count,
        column(
            fi=("Lähdesivuja", "Kuinka monta sivua kertoo hankkeesta."),
            sv=("Antal källsidor", "Hur många sidor som berättar om projektet."),
            en=("Source pages", "How many pages speak of it."),
        ),
    ] = 0
    source_url: Annotated[
        str | None,
        column(
            fi=("Lähde", "Pääasiallisen lähdesivun osoite."),
            sv=("Källa", "Adressen till den huvudsakliga källsidan."),
            en=("Source", "Address of the page that most of the row comes from."),
        ),
    ] = None

    @model_validator(mode="after")
    def _sorting_days(self) -> Self:
        if self.start_earliest != (edtf.earliest(self.start) if self.start else None):
            raise ValueError(f"start_earliest {self.start_earliest} is not the first day of {self.start}")
        if self.end_latest != (edtf.latest(self.end) if self.end else None):
            raise ValueError(f"end_latest {self.end_latest} is not the last day of {self.end}")
        return self


class FundingRow(Row):
    """A funder of an initiative."""

    initiative: _InitiativeRef
    funder_id: Annotated[
        str | None,
        column(
            fi=(
                "Rahoittajan tunnus",
                "Tunnus sanastossa funders; tyhjä, jos rahoittaja ei ole siinä.",
            ),
            sv=(
                "Finansiärens id",
                "Id i vokabulären funders; tomt om finansiären inte finns där.",
            ),
            en=("Funder id", "The funder's id in the vocabulary funders; empty where it has none."),
            vocabulary="funders",
        ),
    ] = None
    funder_name: Annotated[
        Text,
        column(
            fi=("Rahoittaja", "Rahoittajan nimi perusmuodossa."),
            sv=("Finansiär", "Finansiärens namn."),
            en=("Funder", "The funder's name, in the nominative."),
        ),
    ]
    programme: Annotated[
        Names,
        column(
            fi=("Ohjelma", "Rahoitusohjelma tai avustuksen nimi."),
            sv=("Program", "Finansieringsprogrammet eller bidragets namn."),
            en=("Programme", "The funding programme or the name of the grant."),
        ),
    ] = []
    amount_eur: Annotated[
        Euros | None,
        column(
            fi=("Rahoitus", "Rahoituksen määrä euroina, jos lähde kertoo sen."),
            sv=("Belopp", "Finansieringens belopp i euro, om källan anger det."),
            en=("Amount", "Sum in euros, where a source states it."),
            unit="EUR",
        ),
    ] = None


class ContactRow(Row):
    """A contact of an initiative, as its pages publish it."""

    initiative: _InitiativeRef
    name: Annotated[
        str | None,
        column(
            fi=("Nimi", "Yhteyshenkilön nimi."),
            sv=("Namn", "Kontaktpersonens namn."),
            en=("Name", "Name of the person."),
            personal=True,
        ),
    ] = None
    role: Annotated[
        str | None,
        column(
            fi=("Rooli", "Tehtävä tai ammattinimike."),
            sv=("Roll", "Uppgift eller yrkestitel."),
            en=("Role", "Task or job title."),
            personal=True,
        ),
    ] = None
    organisation: Annotated[
        str | None,
        column(
            fi=("Organisaatio", "Organisaatio, jota yhteyshenkilö edustaa."),
            sv=("Organisation", "Den organisation som kontakten företräder."),
            en=("Organisation", "The organisation that the contact stands for."),
        ),
    ] = None
    email: Annotated[
        Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None,
        column(
            fi=("Sähköposti", "Sähköpostiosoite."),
            sv=("E-post", "E-postadress."),
            en=("E-mail", "E-mail address."),
            personal=True,
        ),
    ] = None
    phone: Annotated[
        Annotated[str, Field(pattern=r"^\+\d{5,15}$")] | None,
        column(
            fi=("Puhelin", "Puhelinnumero kansainvälisessä muodossa (E.164)."),
            sv=("Telefon", "Telefonnummer i internationell form (E.164)."),
            en=("Phone", "Telephone number in international form (E.164)."),
            personal=True,
        ),
    ] = None
    kind: Annotated[
        ContactKind,
        column(
            fi=(
                "Laji",
                "Nimetty henkilö (named_person), yhteinen osoite (role_mailbox) tai organisaatio (organisation).",
            ),
            sv=(
                "Typ",
                "Namngiven person (named_person), gemensam adress (role_mailbox) eller organisation (organisation).",
            ),
            en=("Kind", "A named person, a shared role address, or an organisation."),
        ),
    ]


class TargetGroupRow(Row):
    """A group of people that an initiative is for."""

    initiative: _InitiativeRef
    code: Annotated[
        Text,
        column(
            fi=("Koodi", "Kohderyhmän koodi sanastossa target_groups."),
            sv=("Kod", "Målgruppens kod i vokabulären target_groups."),
            en=("Code", "Code of the group in the vocabulary target_groups."),
            vocabulary="target_groups",
        ),
    ]
    label_fi: Annotated[str | None, _LabelFi] = None
    label_sv: Annotated[str | None, _LabelSv] = None
    label_en: Annotated[str | None, _LabelEn] = None
    yso_uri: Annotated[
        str | None,
        column(
            fi=("YSO-tunniste", "Vastaava käsite Yleisessä suomalaisessa ontologiassa."),
            sv=("ALLFO-URI", "Motsvarande begrepp i Allmän finländsk ontologi."),
            en=("YSO URI", "The matching concept of the General Finnish Ontology."),
        ),
    ] = None


class PlaceRow(Row):
    """A place where an initiative works."""

    initiative: _InitiativeRef
    kind: Annotated[
        PlaceKind,
        column(
            fi=(
                "Aluetyyppi",
                "Koko maa (country), maakunta (region), hyvinvointialue (wellbeing_county) tai kunta (municipality).",
            ),
            sv=(
                "Områdestyp",
                "Hela landet (country), landskap (region), välfärdsområde (wellbeing_county) "
                "eller kommun (municipality).",
            ),
            en=("Kind", "The whole country, a region, a wellbeing services county or a municipality."),
        ),
    ]
    code: Annotated[
        Text,
        column(
            fi=("Koodi", "Tilastokeskuksen koodi etunollineen; FI tarkoittaa koko maata."),
            sv=("Kod", "Statistikcentralens kod med inledande nollor; FI avser hela landet."),
            en=("Code", "Code of Statistics Finland with its leading zeros; FI means the whole country."),
        ),
    ]
    label_fi: Annotated[str | None, _LabelFi] = None
    label_sv: Annotated[str | None, _LabelSv] = None
    label_en: Annotated[str | None, _LabelEn] = None


class EvidenceRow(Row):
    """What a page says of one value, or why there is no value."""

    initiative: _InitiativeRef
    field: Annotated[Text, _FieldName]
    value: Annotated[
        str | None,
        column(
            fi=("Arvo", "Arvo tekstinä; tyhjä, kun arvoa ei ole."),
            sv=("Värde", "Värdet som text; tomt när det inte finns något värde."),
            en=("Value", "The value as text; empty where there is none."),
            personal=True,
        ),
    ] = None
    state: Annotated[
        EvidenceState,
        column(
            fi=(
                "Tieto",
                "Sivu kertoo sen (stated), päätelty (derived), mikään sivu ei kerro (not_stated), "
                "ei tulkittavissa (unreadable) tai jätetty pois (withheld).",
            ),
            sv=(
                "Uppgift",
                "Sidan anger det (stated), härlett (derived), ingen sida anger det (not_stated), "
                "kunde inte tolkas (unreadable) eller utelämnat (withheld).",
            ),
            en=(
                "State",
                "Stated on the page, derived from other values, not stated on any page, "
                "stated but not readable, or withheld.",
            ),
        ),
    ] = "stated"
    chosen: Annotated[
        bool,
        column(
            fi=("Valittu", "Onko tämä tieto se, joka julkaistaan taulussa initiatives."),
            sv=("Vald", "Om det är denna uppgift som publiceras i tabellen initiatives."),
            en=("Chosen", "Whether this statement is the one published in the table initiatives."),
        ),
    ]
    raw: Annotated[
        str | None,
        column(
            fi=("Alkuperäinen muoto", "Se sivun kohta, josta arvo muodostettiin, ennen yhtenäistämistä."),
            sv=("Ursprunglig form", "Det ställe som värdet bildades av, före normaliseringen."),
            en=("As written", "The part of the quote that the value was made from, before normalising."),
            personal=True,
            multiline=True,
        ),
    ] = None
    quote: Annotated[
        str | None,
        column(
            fi=("Lainaus", "Sivun sanat, joihin arvo perustuu."),
            sv=("Citat", "De ord på sidan som värdet bygger på."),
            en=("Quote", "The words of the page that the value rests on."),
            personal=True,
            multiline=True,
        ),
    ] = None
    url: Annotated[str | None, _PageUrl] = None
    link: Annotated[
        str | None,
        column(
            fi=("Linkki kohtaan", "Linkki, joka avaa sivun lainatun kohdan luota."),
            sv=("Länk till stället", "Länk som öppnar sidan vid det citerade stället."),
            en=("Link to the words", "Link that opens the page at the words quoted."),
            personal=True,
        ),
    ] = None
    sha256: Annotated[Sha256 | None, _Sha256] = None
    fetched_at: Annotated[Moment | None, _FetchedAt] = None
    extractor: Annotated[
        str | None,
        column(
            fi=("Poimija", "Sivuston poimija, joka luki sivun; generic on yleispoimija."),
            sv=("Extraktor", "Den extraktor som läste sidan; generic är den allmänna."),
            en=("Extractor", "The site extractor that read the page; generic is the common one."),
        ),
    ] = None
    rule: Annotated[
        str | None,
        column(
            fi=("Sääntö", "Lukusääntö, joka tuotti arvon."),
            sv=("Regel", "Den läsregel som gav värdet."),
            en=("Rule", "The reading rule that gave the value."),
        ),
    ] = None
    confidence: Annotated[
        Share | None,
        column(
            fi=("Luotettavuus", "Osuus säännön arvoista, jotka olivat oikein arviointisivuilla (0-1)."),
            sv=("Tillförlitlighet", "Andelen av regelns värden som var rätt på utvärderingssidorna (0-1)."),
            en=("Confidence", "Share of the rule's values that were right on the evaluation pages (0-1)."),
            unit="1",
        ),
    ] = None


class PageRow(Row):
    """A page that was asked for."""

    url: Annotated[Text, _PageUrl]
    source: Annotated[
        str | None,
        column(
            fi=("Lähde", "Sen lähteen tunnus, johon sivu kuuluu."),
            sv=("Källa", "Id för den källa som sidan hör till."),
            en=("Source", "Id of the source that the page belongs to."),
        ),
    ] = None
    status: Annotated[
        int | None,
        column(
            fi=("HTTP-tila", "Palvelimen vastauksen HTTP-tilakoodi; tyhjä, jos vastausta ei saatu."),
            sv=("HTTP-status", "HTTP-statuskoden i serverns svar; tomt om inget svar kom."),
            en=("HTTP status", "HTTP status code of the response; empty where none came."),
        ),
    ] = None
    fetched_at: Annotated[Moment | None, _FetchedAt] = None
    sha256: Annotated[Sha256 | None, _Sha256] = None
    language: Annotated[
        Language | None,
        column(
            fi=("Kieli", "Sivun kieli."),
            sv=("Språk", "Sidans språk."),
            en=("Language", "The page's language."),
        ),
    ] = None
    updated: Annotated[
        EdtfDate | None,
        column(
            fi=("Päivitetty", "Sivun ilmoittama päivitysaika."),
            sv=("Uppdaterad", "När sidan enligt egen uppgift uppdaterades."),
            en=("Updated", "When the page says that it was last updated."),
        ),
    ] = None
    extractor: Annotated[
        str | None,
        column(
            fi=("Poimija", "Sivuston poimija, joka luki sivun; generic on yleispoimija."),
            sv=("Extraktor", "Den extraktor som läste sidan; generic är den allmänna."),
            en=("Extractor", "The site extractor that read the page; generic is the common one."),
        ),
    ] = None
    records: Annotated[
        Count,
        column(
            fi=("Tietueita", "Kuinka monta hanketta tai verkostoa sivulta luettiin."),
            sv=("Poster", "Hur många projekt eller nätverk som lästes från sidan."),
            en=("Records", "How many projects and networks were read from the page."),
        ),
    ] = 0
    verdict: Annotated[
        PageVerdict,
        column(
            fi=(
                "Tulos",
                "Luettu (records), ei tietueita (no_records), epäonnistui (failed), "
                "haku kielletty (refused) tai ohitettu (skipped).",
            ),
            sv=(
                "Utfall",
                "Läst (records), inga poster (no_records), misslyckades (failed), "
                "hämtning förbjuden (refused) eller överhoppad (skipped).",
            ),
            en=("Verdict", "Records read, no records, failed, refused (robots.txt or safety), or skipped."),
        ),
    ]
    reason: Annotated[
        str | None,
        column(
            fi=("Syy", "Miksi sivua ei voitu lukea."),
            sv=("Orsak", "Varför sidan inte kunde läsas."),
            en=("Reason", "Why the page could not be read."),
        ),
    ] = None


def _fill(fi: str, sv: str, en: str) -> object:
    """Column of a fill rate; the arguments name what is filled, as the sentence needs it."""
    return column(
        fi=(f"Täyttöaste: {fi}", f"Osuus lähteen tietueista, joissa on {fi} (0-1)."),
        sv=(f"Ifyllnadsgrad: {sv}", f"Andelen av källans poster som har {sv} (0-1)."),
        en=(f"Fill rate: {en}", f"Share of the source's records that have {en} (0-1)."),
        unit="1",
    )


class SourceRow(Row):
    """A registered source, and how it did in the last run."""

    id: Annotated[
        Text,
        column(
            fi=("Lähteen tunnus", "Lähteen tunnus, tavallisesti sivuston osoite."),
            sv=("Källans id", "Källans id, i regel webbplatsens adress."),
            en=("Source id", "Identifier of the source, as a rule its host."),
        ),
    ]
    publisher: Annotated[
        str | None,
        column(
            fi=("Julkaisija", "Sivuston julkaisija."),
            sv=("Utgivare", "Webbplatsens utgivare."),
            en=("Publisher", "Who publishes the site."),
        ),
    ] = None
    start_url: Annotated[
        str | None,
        column(
            fi=("Aloitussivu", "Sivu, josta haku alkaa."),
            sv=("Startsida", "Den sida där hämtningen börjar."),
            en=("Start page", "The page where fetching begins."),
        ),
    ] = None
    language: Annotated[
        Language | None,
        column(
            fi=("Kieli", "Sivuston pääkieli."),
            sv=("Språk", "Webbplatsens huvudspråk."),
            en=("Language", "The site's main language."),
        ),
    ] = None
    regions: Annotated[
        Codes,
        column(
            fi=("Maakunnat", "Niiden maakuntien koodit, joita lähde koskee; FI tarkoittaa koko maata."),
            sv=("Landskap", "Koderna för de landskap som källan gäller; FI avser hela landet."),
            en=("Regions", "Codes of the regions that the source speaks for; FI means the whole country."),
            vocabulary="regions",
        ),
    ] = []
    verdict: Annotated[
        SourceVerdict,
        column(
            fi=(
                "Tulos",
                "Viimeisin ajo: kunnossa (ok), kunnossa mutta tyhjä (ok_empty), osittainen (partial), "
                "estetty (blocked), sivusto muuttunut (changed) tai epäonnistui (failed).",
            ),
            sv=(
                "Utfall",
                "Senaste körningen: i ordning (ok), i ordning men tom (ok_empty), delvis (partial), "
                "blockerad (blocked), webbplatsen har ändrats (changed) eller misslyckades (failed).",
            ),
            en=("Verdict", "The last run: ok, ok but empty, partial, blocked, changed site, or failed."),
        ),
    ]
    reason: Annotated[
        str | None,
        column(
            fi=("Syy", "Mikä ajossa meni vikaan."),
            sv=("Orsak", "Vad som gick fel i körningen."),
            en=("Reason", "What went wrong in the run."),
        ),
    ] = None
    last_checked: Annotated[
        Moment | None,
        column(
            fi=("Tarkistettu", "Milloin lähdettä viimeksi yritettiin hakea (UTC)."),
            sv=("Kontrollerad", "När källan senast försökte hämtas (UTC)."),
            en=("Last checked", "When the source was last tried (UTC)."),
        ),
    ] = None
    last_success: Annotated[
        Moment | None,
        column(
            fi=("Onnistui viimeksi", "Milloin lähde viimeksi saatiin haettua kokonaan (UTC)."),
            sv=("Lyckades senast", "När källan senast kunde hämtas i sin helhet (UTC)."),
            en=("Last success", "When the source was last fetched in full (UTC)."),
        ),
    ] = None
    pages: Annotated[
        Count,
        column(
            fi=("Sivuja", "Kuinka monta sivua haettiin."),
            sv=("Sidor", "Hur många sidor som hämtades."),
            en=("Pages", "How many pages were fetched."),
        ),
    ] = 0
    records: Annotated[
        Count,
        column(
            fi=("Tietueita", "Kuinka monta tietuetta lähteestä luettiin."),
            sv=("Poster", "Hur många poster som lästes från källan."),
            en=("Records", "How many records were read from the source."),
        ),
    ] = 0
    expected_min: Annotated[
        Count | None,
        column(
            fi=("Odotettu vähintään", "Pienin määrä tietueita, joka lähteestä odotetaan."),
            sv=("Förväntat minst", "Det minsta antal poster som väntas från källan."),
            en=("Expected at least", "The smallest number of records to be expected."),
        ),
    ] = None
    expected_max: Annotated[
        Count | None,
        column(
            fi=("Odotettu enintään", "Suurin määrä tietueita, joka lähteestä odotetaan."),
            sv=("Förväntat högst", "Det största antal poster som väntas från källan."),
            en=("Expected at most", "The largest number of records to be expected."),
        ),
    ] = None
    fill_start: Annotated[Share | None, _fill("alkamisaika", "starttid", "a start")] = None
    fill_end: Annotated[Share | None, _fill("päättymisaika", "sluttid", "an end")] = None
    fill_coordinator: Annotated[Share | None, _fill("koordinaattori", "koordinator", "a coordinator")] = None
    fill_funders: Annotated[Share | None, _fill("rahoittaja", "finansiär", "a funder")] = None
    fill_contacts: Annotated[Share | None, _fill("yhteystieto", "kontakt", "a contact")] = None
    fill_target_groups: Annotated[Share | None, _fill("kohderyhmä", "målgrupp", "a target group")] = None


class ChangeRow(Row):
    """A cell that differs from the last release."""

    initiative: Annotated[
        Text,
        column(
            fi=("Hankkeen tunnus", "Hankkeen tai verkoston tunnus tässä tai edellisessä julkaisussa."),
            sv=("Projektets id", "Projektets eller nätverkets id i denna eller föregående utgåva."),
            en=("Initiative id", "Id of the project or network in this release or the one before."),
        ),
    ]
    field: Annotated[str | None, _FieldName] = None
    old: Annotated[
        str | None,
        column(
            fi=("Ennen", "Solun arvo edellisessä julkaisussa."),
            sv=("Före", "Cellens värde i föregående utgåva."),
            en=("Old", "The cell's value in the last release."),
            personal=True,
        ),
    ] = None
    new: Annotated[
        str | None,
        column(
            fi=("Nyt", "Solun arvo tässä julkaisussa."),
            sv=("Nu", "Cellens värde i denna utgåva."),
            en=("New", "The cell's value in this release."),
            personal=True,
        ),
    ] = None
    kind: Annotated[
        ChangeKind,
        column(
            fi=(
                "Muutos",
                "Lisätty (added), muuttunut (changed), päättynyt (ended) tai kadonnut lähteestä (vanished).",
            ),
            sv=(
                "Ändring",
                "Tillagd (added), ändrad (changed), avslutad (ended) eller försvunnen ur källan (vanished).",
            ),
            en=("Kind", "Added, changed, ended, or vanished from its sources."),
        ),
    ]


class QuarantineRow(Row):
    """A record that failed validation, kept so that it can be mended."""

    url: Annotated[Text, _PageUrl]
    name: Annotated[
        str | None,
        column(
            fi=("Nimi", "Hylätyn tietueen nimi."),
            sv=("Namn", "Den underkända postens namn."),
            en=("Name", "Name of the rejected record."),
        ),
    ] = None
    errors: Annotated[
        Names,
        column(
            fi=("Virheet", "Miksi tietuetta ei julkaistu."),
            sv=("Fel", "Varför posten inte publicerades."),
            en=("Errors", "Why the record was not published."),
        ),
    ] = []
    raw: Annotated[
        str | None,
        column(
            fi=("Alkuperäinen", "Tietue sellaisena kuin se luettiin."),
            sv=("Ursprunglig", "Posten så som den lästes."),
            en=("As read", "The record as it was read."),
            personal=True,
            multiline=True,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are keys of another table."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. Rows equal in every column are written once; ``key`` must then be unique."""

    model: type[Row]
    title: dict[str, str]
    """fi, sv, en -> title."""
    key: tuple[str, ...] = ()
    """Primary key; empty where only the whole row is unique."""
    order: tuple[str, ...] = ()
    """Rows are sorted by these columns, then by all others from left to right."""
    references: tuple[Reference, ...] = ()


_TO_INITIATIVE = Reference("initiative", "initiatives", "id")
_TO_PAGE = Reference("url", "pages", "url")

TABLES: dict[str, Table] = {
    "initiatives": Table(
        InitiativeRow,
        {"fi": "Hankkeet ja verkostot", "sv": "Projekt och nätverk", "en": "Projects and networks"},
        key=("id",),
        order=("id",),
        references=(Reference("part_of", "initiatives", "id"),),
    ),
    "funding": Table(
        FundingRow,
        {"fi": "Rahoitus", "sv": "Finansiering", "en": "Funding"},
        key=("initiative", "funder_name"),
        order=("initiative", "funder_name"),
        references=(_TO_INITIATIVE,),
    ),
    "contacts": Table(
        ContactRow,
        {"fi": "Yhteystiedot", "sv": "Kontakter", "en": "Contacts"},
        order=("initiative", "name", "organisation", "email"),
        references=(_TO_INITIATIVE,),
    ),
    "target_groups": Table(
        TargetGroupRow,
        {"fi": "Kohderyhmät", "sv": "Målgrupper", "en": "Target groups"},
        key=("initiative", "code"),
        order=("initiative", "code"),
        references=(_TO_INITIATIVE,),
    ),
    "places": Table(
        PlaceRow,
        {"fi": "Alueet", "sv": "Områden", "en": "Places"},
        key=("initiative", "kind", "code"),
        order=("initiative", "kind", "code"),
        references=(_TO_INITIATIVE,),
    ),
    "evidence": Table(
        EvidenceRow,
        {"fi": "Perusteet", "sv": "Belägg", "en": "Evidence"},
        order=("initiative", "field", "value", "url"),
        references=(_TO_INITIATIVE, _TO_PAGE),
    ),
    "pages": Table(
        PageRow,
        {"fi": "Haetut sivut", "sv": "Hämtade sidor", "en": "Fetched pages"},
        key=("url",),
        order=("url",),
        references=(Reference("source", "sources", "id"),),
    ),
    "sources": Table(
        SourceRow,
        {"fi": "Lähteet", "sv": "Källor", "en": "Sources"},
        key=("id",),
        order=("id",),
    ),
    "changes": Table(
        ChangeRow,
        {"fi": "Muutokset", "sv": "Ändringar", "en": "Changes"},
        order=("initiative", "field"),
    ),
    "quarantine": Table(
        QuarantineRow,
        {"fi": "Hylätyt tietueet", "sv": "Underkända poster", "en": "Quarantine"},
        order=("url", "name"),
        references=(_TO_PAGE,),
    ),
}
"""Name of the file and of the ``Dataset`` field -> table."""


@dataclass(slots=True)
class Dataset:
    """All rows of one release; the order within the lists does not matter."""

    date: date
    """The day that the release speaks of, such as that of its newest page; never read from the clock here."""
    initiatives: list[InitiativeRow] = field(default_factory=list)
    funding: list[FundingRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    target_groups: list[TargetGroupRow] = field(default_factory=list)
    places: list[PlaceRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)
    changes: list[ChangeRow] = field(default_factory=list)
    quarantine: list[QuarantineRow] = field(default_factory=list)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table by its name in ``TABLES``. Raises KeyError for a table there is none of."""
        if table not in TABLES:
            raise KeyError(table)
        rows: Sequence[Row] = getattr(self, table)
        return rows
