"""What the page says -> what is read: the grammar of dates, in three languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.durations.expressions import dates_in
from schemas.edtf import earliest, latest, validate

# start/end and shape of each date found; a side that the words leave open is empty
EXPRESSIONS = [
    ("fi", "01.05.2019 - 31.12.2019", "2019-05-01/2019-12-31 range"),
    ("fi", "1.5. – 31.12.2019", "2019-05-01/2019-12-31 range"),
    ("fi", "1. 5. 2019", "2019-05-01/2019-05-01 at"),
    ("fi", "1.5-31.12.2019", "2019-05-01/2019-12-31 range"),
    ("fi", "01.01.2022−31.12.2023", "2022-01-01/2023-12-31 range"),
    ("fi", "1.1.2022 – 31.12.2023", "2022-01-01/2023-12-31 range"),
    ("fi", "1.1.2022 -31.12.2023", "2022-01-01/2023-12-31 range"),
    ("fi", "1.1.2022—31.12.2023", "2022-01-01/2023-12-31 range"),
    ("fi", "5/2022–10/2024", "2022-05/2024-10 range"),
    ("fi", "05/2022-10/2024", "2022-05/2024-10 range"),
    ("fi", "5 / 2022 – 10 / 2024", "2022-05/2024-10 range"),
    ("fi", "2–5/2021", "2021-02/2021-05 range"),
    ("fi", "9-12/2020", "2020-09/2020-12 range"),
    ("fi", "2012/2013", "2012/2013 range"),
    ("fi", "2016–2018", "2016/2018 range"),
    ("fi", "2016 – 2018", "2016/2018 range"),
    ("fi", "2016–18", "2016/2018 range"),
    ("fi", "2012–3/2016", "2012/2016-03 range"),
    ("fi", "3/2012–2016", "2012-03/2016 range"),
    ("fi", "8/2018-", "2018-08/ from"),
    ("fi", "2020 -", "2020/ from"),
    ("fi", "1.1.2020 -", "2020-01-01/ from"),
    ("fi", "–31.12.2022", "/2022-12-31 until"),
    ("fi", "2023-08-01 – 2025-06-30", "2023-08-01/2025-06-30 range"),
    ("fi", "2023-08", "2023-08/2023-08 at"),
    ("fi", "elokuu 2017", "2017-08/2017-08 at"),
    ("fi", "elokuussa 2017", "2017-08/2017-08 at"),
    ("fi", "elokuusta 2017", "2017-08/ from"),
    ("fi", "elokuuhun 2017", "/2017-08 until"),
    ("fi", "elokuuhun 2017 asti", "/2017-08 until"),
    ("fi", "elokuun 2017 loppuun", "/2017-08 until"),
    ("fi", "elokuun 2017 alusta", "2017-08/ from"),
    ("fi", "elokuun alusta 2017", "2017-08/ from"),
    ("fi", "elokuun lopussa 2017", "2017-08/2017-08 at"),
    ("fi", "vuoden 2017 elokuussa", "2017-08/2017-08 at"),
    ("fi", "1. elokuuta 2017", "2017-08-01/2017-08-01 at"),
    ("fi", "1 elokuuta 2017", "2017-08-01/2017-08-01 at"),
    ("fi", "1. elokuuta 2017 alkaen", "2017-08-01/ from"),
    ("fi", "1.–15. elokuuta 2017", "2017-08-01/2017-08-15 range"),
    ("fi", "1. elokuuta – 15. syyskuuta 2017", "2017-08-01/2017-09-15 range"),
    ("fi", "elo–joulukuu 2017", "2017-08/2017-12 range"),
    ("fi", "elo-joulukuussa 2017", "2017-08/2017-12 range"),
    ("fi", "elokuu–joulukuu 2017", "2017-08/2017-12 range"),
    ("fi", "elokuu 2017–joulukuu 2018", "2017-08/2018-12 range"),
    ("fi", "elokuu 2017 – joulukuu 2018", "2017-08/2018-12 range"),
    ("fi", "elokuusta 2017 joulukuuhun 2018", "2017-08/2018-12 range"),
    ("fi", "elokuusta joulukuuhun 2017", "2017-08/2017-12 range"),
    ("fi", "elokuusta 2017 joulukuun 2018 loppuun", "2017-08/2018-12 range"),
    ("fi", "elokuusta 2017 vuoden 2018 loppuun", "2017-08/2018-12 range"),
    ("fi", "elokuun 2017 ja joulukuun 2018 välillä", "2017-08/2018-12 range"),
    ("fi", "kesällä 2019", "2019-22/2019-22 at"),
    ("fi", "kesä 2019", "2019-22/2019-22 at"),
    ("fi", "kesästä 2019", "2019-22/ from"),
    ("fi", "kesään 2019", "/2019-22 until"),
    ("fi", "kesään 2019 saakka", "/2019-22 until"),
    ("fi", "syksyn 2019 aikana", "2019-23/2019-23 at"),
    ("fi", "syksy 2019 – kevät 2020", "2019-23/2020-21 range"),
    ("fi", "syksystä 2019 kevääseen 2020", "2019-23/2020-21 range"),
    ("fi", "kevät-syksy 2019", "2019-21/2019-23 range"),
    ("fi", "syyskaudella 2019", "2019-23/2019-23 at"),
    ("fi", "kevätlukukausi 2019", "2019-21/2019-21 at"),
    ("fi", "talvella 2019", "2019-24/2019-24 at"),
    ("fi", "loppuvuodesta 2019", "2019/ from"),
    ("fi", "alkuvuonna 2019", "2019/2019 at"),
    ("fi", "loppukevät 2019", "2019-21/2019-21 at"),
    ("fi", "alkusyksystä 2019", "2019-23/ from"),
    ("fi", "vuosi 2019", "2019/2019 at"),
    ("fi", "vuonna 2019", "2019/2019 at"),
    ("fi", "vuodesta 2019", "2019/ from"),
    ("fi", "vuodesta 2019 lähtien", "2019/ from"),
    ("fi", "vuodesta 2019 alkaen", "2019/ from"),
    ("fi", "vuoteen 2019", "/2019 until"),
    ("fi", "vuoteen 2019 saakka", "/2019 until"),
    ("fi", "vuoden 2019 aikana", "2019/2019 at"),
    ("fi", "vuoden 2019 alusta", "2019-01/ from"),
    ("fi", "vuoden 2019 alussa", "2019-01/2019 at"),
    ("fi", "vuoden 2019 lopussa", "2019/2019-12 at"),
    ("fi", "vuoden 2019 lopulla", "2019/2019-12 at"),
    ("fi", "vuoden 2019 loppuun", "/2019-12 until"),
    ("fi", "vuoden 2019 loppuun asti", "/2019-12 until"),
    ("fi", "vuoden 2019 loppuun mennessä", "/2019-12 until"),
    ("fi", "vuoden 2019 puolivälissä", "2019/2019 at"),
    ("fi", "2019 loppuun", "/2019-12 until"),
    ("fi", "vuosina 2019–2021", "2019/2021 range"),
    ("fi", "vuosina 2019, 2020", "2019/2019 at + 2020/2020 at"),
    ("fi", "vuosien 2019–2021 aikana", "2019/2021 range"),
    ("fi", "vuosille 2019-2021", "2019/2021 range"),
    ("fi", "vv. 2019–2021", "2019/2021 range"),
    ("fi", "v. 2019", "2019/2019 at"),
    ("fi", "lukuvuosi 2019–2020", "2019/2020 range"),
    ("fi", "lukuvuonna 2019–2020", "2019/2020 range"),
    ("fi", "vuodesta 2019 vuoteen 2021", "2019/2021 range"),
    ("fi", "vuoden 2019 alusta vuoden 2021 loppuun", "2019-01/2021-12 range"),
    ("fi", "1.1.2019 alkaen 31.12.2021 saakka", "2019-01-01/2021-12-31 range"),
    ("fi", "31.12.2021 asti", "/2021-12-31 until"),
    ("fi", "31.12.2021 mennessä", "/2021-12-31 until"),
    ("fi", "1.1.2019 lähtien", "2019-01-01/ from"),
    ("fi", "1.9.-21", "2021-09-01/2021-09-01 at"),
    ("fi", "15.3.22", "2022-03-15/2022-03-15 at"),
    ("fi", "1.1.-31.12.19", "2019-01-01/2019-12-31 range"),
    ("fi", "kevät -22", "2022-21/2022-21 at"),
    ("fi", "syksyllä ’22", "2022-23/2022-23 at"),
    ("fi", "vuodenvaihteessa 2019–2020", "none"),
    ("fi", "vuodenvaihteesta 2019", "none"),
    ("fi", "1.8–31.12.2022", "2022-08-01/2022-12-31 range"),
    ("fi", "2022–2023", "2022/2023 range"),
    ("fi", "12/31/2022", "2022-12-31/2022-12-31 at"),
    ("fi", "31/12/2022", "2022-12-31/2022-12-31 at"),
    ("fi", "02/03/2022", "2022/2022 at"),
    ("fi", "1.5.–31.12.2019", "2019-05-01/2019-12-31 range"),
    ("fi", "1.–15.3.2021", "2021-03-01/2021-03-15 range"),
    ("fi", "8/2021–12/2022", "2021-08/2022-12 range"),
    ("fi", "2012-3/2016", "2012/2016-03 range"),
    ("fi", "1.12.2020-30.6.2022", "2020-12-01/2022-06-30 range"),
    ("fi", "1.2.2020 alkaen", "2020-02-01/ from"),
    ("fi", "01/2022 - 12/2023", "2022-01/2023-12 range"),
    ("fi", "toukokuusta 2021 vuoden 2023 maaliskuuhun", "2021-05/2023-03 range"),
    ("fi", "tammi–kesäkuu 2020", "2020-01/2020-06 range"),
    ("fi", "lokakuun 2019 alusta", "2019-10/ from"),
    ("fi", "keväällä 2017", "2017-21/2017-21 at"),
    ("fi", "kesästä 2019 syksyyn 2020", "2019-22/2020-23 range"),
    ("fi", "vuoden 2023 loppuun", "/2023-12 until"),
    ("fi", "alkuvuodesta 2020", "2020/ from"),
    ("fi", "vuoden 2021 alusta", "2021-01/ from"),
    ("fi", "vuodenvaihteessa 2020–2021", "none"),
    ("fi", "vuosina 2021-2023", "2021/2023 range"),
    ("fi", "1.9.-21 ja sitä tehdään 31.8.-23 saakka", "2021-09-01/2021-09-01 at + /2023-08-31 until"),
    ("fi", "tammikuussa 2022, ja sitä jatketaan vuoden loppuun", "2022-01/2022-01 at + /2022-12 until"),
    ("fi", "2016 vuoden loppuun", "/2016-12 until"),
    ("fi", "tammikuun 2021 alusta kesäkuun 2022 loppuun", "2021-01/2022-06 range"),
    ("fi", "1.9.2015 –\n31.8.2016", "2015-09-01/2016-08-31 range"),
    ("fi", "2019-", "2019/ from"),
    ("fi", "2022 –. Tukija", "2022/ from"),
    ("fi", "2.1.2023 – \u200b31.10.2025", "2023-01-02/2025-10-31 range"),
    ("fi", "1.9.2015\u200b ja päättyi 31.8.\u200b2017", "2015-09-01/2015-09-01 at + 2017-08-31/2017-08-31 at"),
    ("fi", "1.1 - 31.12.2018", "2018-01-01/2018-12-31 range"),
    ("fi", "helmi–huhtikuu -22", "2022-02/2022-04 range"),
    ("fi", "syksy -22", "2022-23/2022-23 at"),
    ("fi", "marraskuun 2020 ja lokakuun 2023 välisenä aikana", "2020-11/2023-10 range"),
    ("fi", "166/2019", "none"),
    ("fi", "2000 euroa", "none"),
    ("fi", "253.533 euroa", "none"),
    ("fi", "1–15.5.2021.", "2021-05-01/2021-05-15 range"),
    ("fi", "1/18/2024", "2024-01-18/2024-01-18 at"),
    ("fi", "vuodesta 2016 vuoteen 2018", "2016/2018 range"),
    ("fi", "syyskuu 2023 – elokuu 2025", "2023-09/2025-08 range"),
    ("fi", "1. toukokuuta 2020", "2020-05-01/2020-05-01 at"),
    ("fi", "syyskuuhun 2022 asti", "/2022-09 until"),
    ("fi", "Syksyllä 2013 käynnistynyt hanke jatkuu kevääseen 2014", "2013-23/2013-23 at + /2014-21 until"),
    ("fi", "vuosille 2012–2017", "2012/2017 range"),
    ("fi", "16.1.–17.2.2023", "2023-01-16/2023-02-17 range"),
    ("fi", "2011-12", "2011/2012 range"),
    ("fi", "2016-03", "2016-03/2016-03 at"),
    ("fi", "2009–10", "2009/2010 range"),
    ("fi", "1.12.–31.1.2021", "2020-12-01/2021-01-31 range"),
    ("fi", "1.11.2017 - 31.12.2020", "2017-11-01/2020-12-31 range"),
    ("fi", "alkoi keväällä 2015 ja päättyy vuoden 2017 lopussa", "2015-21/2015-21 at + 2017/2017-12 at"),
    ("fi", "040 553 1187", "none"),
    ("fi", "2 2100 900", "none"),
    ("fi", "© 2016–2024", "2016/2024 range"),
    ("fi", "STM 2020:31", "none"),
    ("fi", "vuoden 2022 keväällä", "2022-21/2022-21 at"),
    ("fi", "kevät–syksy 2020", "2020-21/2020-23 range"),
    ("fi", "1.1.2020-31.12.", "2020-01-01/2020-12-31 range"),
    ("fi", "15.5.2020–15.5.2019", "2020-05-15/2020-05-15 at + 2019-05-15/2019-05-15 at"),
    (
        "fi",
        "9/2019 – 8/2021, jatkettu koronapandemian vuoksi 28.2.2022 saakka",
        "2019-09/2021-08 range + /2022-02-28 until",
    ),
    ("fi", "5–16 June 2017", "2017-06-05/2017-06-16 range"),
    ("fi", "(–2021)", "/2021 until"),
    ("fi", "1.8.2017-31.7.2019.", "2017-08-01/2019-07-31 range"),
    ("fi", "kesä–elokuu 2020", "2020-06/2020-08 range"),
    ("fi", "vuosina 2020 ja 2021", "2020/2021 range"),
    ("fi", "1.8.2022 ->", "2022-08-01/ from"),
    ("fi", "tammikuun alusta 2021", "2021-01/ from"),
    ("fi", "31.2.2020", "none"),
    ("fi", "32.1.2020", "none"),
    ("fi", "15.13.2020", "none"),
    ("fi", "puh. 040 553 1187", "none"),
    ("fi", "klo 12.30", "none"),
    ("fi", "1.5 miljoonaa euroa 2000 henkilöä", "none"),
    ("fi", "§ 12/2020", "2020-12/2020-12 at"),
    ("fi", "ei päiviä", "none"),
    ("fi", "hinta 2000 €", "none"),
    ("fi", "1899", "none"),
    ("fi", "2101", "none"),
    ("fi", "vuonna 2022 alkava ja 2024 päättyvä", "2022/2022 at + 2024/2024 at"),
    ("fi", "Hanke alkoi 1.1.2020. Toinen alkoi 2.2.2021.", "2020-01-01/2020-01-01 at + 2021-02-02/2021-02-02 at"),
    ("fi", "8/2022–7/2024, jatkoaika 31.12.2024 asti", "2022-08/2024-07 range + /2024-12-31 until"),
    ("fi", "1.1.2020–\n31.12.2020", "2020-01-01/2020-12-31 range"),
    ("fi", "1.1.2020\xa0–\xa031.12.2020", "2020-01-01/2020-12-31 range"),
    ("fi", "1.1.\u200b2020", "2020-01-01/2020-01-01 at"),
    ("sv", "1 augusti 2022", "2022-08-01/2022-08-01 at"),
    ("sv", "den 1 augusti 2022", "2022-08-01/2022-08-01 at"),
    ("sv", "augusti 2022", "2022-08/2022-08 at"),
    ("sv", "i augusti 2022", "2022-08/2022-08 at"),
    ("sv", "aug 2022–dec 2023", "2022-08/2023-12 range"),
    ("sv", "från och med augusti 2022", "2022-08/ from"),
    ("sv", "fr.o.m. 1.8.2022", "2022-08-01/ from"),
    ("sv", "t.o.m. 31.12.2022", "/2022-12-31 until"),
    ("sv", "mellan 1.8.2022 och 31.12.2023", "2022-08-01/2023-12-31 range"),
    ("sv", "mellan hösten 2022 och våren 2023", "2022-23/2023-21 range"),
    ("sv", "våren 2022", "2022-21/2022-21 at"),
    ("sv", "vårterminen 2022", "2022-21/2022-21 at"),
    ("sv", "hösten 2022–våren 2023", "2022-23/2023-21 range"),
    ("sv", "under hösten 2022", "2022-23/2022-23 at"),
    ("sv", "år 2022", "2022/2022 at"),
    ("sv", "året 2022", "2022/2022 at"),
    ("sv", "åren 2022–2023", "2022/2023 range"),
    ("sv", "åren 2022 och 2023", "2022/2023 range"),
    ("sv", "läsåret 2022–2023", "2022/2023 range"),
    ("sv", "sedan 2022", "2022/ from"),
    ("sv", "sedan år 2022", "2022/ from"),
    ("sv", "sedan januari 2022", "2022-01/ from"),
    ("sv", "i början av 2022", "2022-01/2022 at"),
    ("sv", "i slutet av 2022", "2022/2022-12 at"),
    ("sv", "fram till slutet av år 2022", "/2022-12 until"),
    ("sv", "till utgången av 2022", "/2022-12 until"),
    ("sv", "årsskiftet 2022–2023", "none"),
    ("sv", "hösten 2022 – våren 2023", "2022-23/2023-21 range"),
    ("sv", "vårterminen 2020", "2020-21/2020-21 at"),
    ("sv", "åren 2012–2013", "2012/2013 range"),
    ("sv", "från och med februari 2017. Försöket pågår våren ut", "2017-02/ from + /2017-21 until"),
    ("sv", "slutet av år 2023", "2023/2023-12 at"),
    ("sv", "Projekttid: 1.3-31.12.2018", "2018-03-01/2018-12-31 range"),
    ("sv", "mellan 1.8.2014 och 31.7.2017", "2014-08-01/2017-07-31 range"),
    ("sv", "fr.o.m. 1.8.2020 t.o.m. 31.7.2021", "2020-08-01/2021-07-31 range"),
    ("sv", "till och med 31.12.2022", "/2022-12-31 until"),
    ("sv", "12 mars 2024", "2024-03-12/2024-03-12 at"),
    ("sv", "slutet av slutet av 2020", "2020/2020-12 at"),
    ("sv", "1 augusti–31 december 2022", "2022-08-01/2022-12-31 range"),
    ("sv", "augusti 2022 – december 2023", "2022-08/2023-12 range"),
    ("sv", "från augusti 2022 till december 2023", "2022-08/2023-12 range"),
    ("sv", "till och med december 2022", "/2022-12 until"),
    ("sv", "mellan februari 2022 och september 2023", "2022-02/2023-09 range"),
    ("sv", "1 augusti 2022 – 31 december 2024", "2022-08-01/2024-12-31 range"),
    ("en", "August 2022", "2022-08/2022-08 at"),
    ("en", "in August 2022", "2022-08/2022-08 at"),
    ("en", "1 August 2022", "2022-08-01/2022-08-01 at"),
    ("en", "1st August 2022", "2022-08-01/2022-08-01 at"),
    ("en", "the 2nd of August 2022", "2022-08-02/2022-08-02 at"),
    ("en", "August 1, 2022", "2022-08-01/2022-08-01 at"),
    ("en", "Aug 1, 2022", "2022-08-01/2022-08-01 at"),
    ("en", "Aug. 2022", "2022-08/2022-08 at"),
    ("en", "August 2022 – July 2023", "2022-08/2023-07 range"),
    ("en", "August 2022 to July 2023", "2022-08/2023-07 range"),
    ("en", "from August 2022 to July 2023", "2022-08/2023-07 range"),
    ("en", "from August 2022 until July 2023", "2022-08/2023-07 range"),
    ("en", "from 1 August 2022", "2022-08-01/ from"),
    ("en", "1–15 August 2022", "2022-08-01/2022-08-15 range"),
    ("en", "August–October 2022", "2022-08/2022-10 range"),
    ("en", "August to October 2022", "2022-08/2022-10 range"),
    ("en", "between August 2022 and July 2023", "2022-08/2023-07 range"),
    ("en", "autumn 2022", "2022-23/2022-23 at"),
    ("en", "in the autumn of 2022", "2022-23/2022-23 at"),
    ("en", "fall 2022", "2022-23/2022-23 at"),
    ("en", "spring 2022 – autumn 2023", "2022-21/2023-23 range"),
    ("en", "since 2022", "2022/ from"),
    ("en", "since August 2022", "2022-08/ from"),
    ("en", "until 2022", "/2022 until"),
    ("en", "until August 2022", "/2022-08 until"),
    ("en", "until the end of 2022", "/2022-12 until"),
    ("en", "by the end of 2022", "2022/2022-12 at"),
    ("en", "early 2022", "2022/2022 at"),
    ("en", "mid-2022", "2022/2022 at"),
    ("en", "2022 to 2023", "2022/2023 range"),
    ("en", "2022 – present", "2022/ from"),
    ("en", "2022 – ongoing", "2022/ from"),
    ("en", "in the years 2022 and 2023", "2022/2023 range"),
    ("en", "academic year 2022–2023", "2022/2023 range"),
    ("en", "August 2022 to July 2025", "2022-08/2025-07 range"),
    ("en", "1st of May 2019", "2019-05-01/2019-05-01 at"),
    ("en", "February 20, 2017 – February 19, 2020", "2017-02-20/2020-02-19 range"),
    ("en", "from 2 January 2023 until the end of 2025", "2023-01-02/2025-12 range"),
    ("en", "between August 2024 and January 2025", "2024-08/2025-01 range"),
    ("en", "in 2020-2022", "2020/2022 range"),
    ("en", "May 2012 - Feb 2014 (1 years)", "2012-05/2014-02 range"),
    ("en", "since 2019", "2019/ from"),
    ("en", "the end of 2023", "2023/2023-12 at"),
    ("en", "7th November 2018", "2018-11-07/2018-11-07 at"),
    ("en", "18 Oct 2018 –", "2018-10-18/ from"),
    ("en", "in 2016-03.", "2016-03/2016-03 at"),
]


@pytest.mark.parametrize(("language", "text", "expected"), EXPRESSIONS, ids=[row[1] for row in EXPRESSIONS])
def test_expression_is_read_as_written(language: str, text: str, expected: str) -> None:
    found = [f"{m.start or ''}/{m.end or ''} {m.shape}" for m in dates_in(text, language)]
    assert (" + ".join(found) or "none") == expected


def test_the_span_is_that_of_the_words() -> None:
    text = "Hanke toteutetaan toukokuusta 2021 vuoden 2023 maaliskuuhun Jyväskylässä."
    (match,) = dates_in(text, "fi")
    assert text[slice(*match.span)] == "toukokuusta 2021 vuoden 2023 maaliskuuhun"


def test_spans_stay_true_after_invisible_characters() -> None:
    text = "alkoi 1.9.\u200b2015 ja\u00a0päättyi 31.8.2017"
    assert [text[slice(*m.span)] for m in dates_in(text, "fi")] == ["1.9.\u200b2015", "31.8.2017"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [("1.5.2019–2021", "year"), ("5/2019–31.8.2021", "month"), ("keväällä 2019", "season"), ("1.5.2019", "day")],
)
def test_precision_is_that_of_the_coarser_end(text: str, precision: str) -> None:
    assert [m.precision for m in dates_in(text, "fi")] == [precision]


def test_two_letter_words_are_those_of_the_language() -> None:
    """ "to" joins in English and is Thursday in Finnish."""
    assert [m.shape for m in dates_in("5.3.2024 to 14.3.2024", "en")] == ["range"]
    assert [m.shape for m in dates_in("5.3.2024 to 14.3.2024", "fi")] == ["at", "at"]


# words and numbers that date expressions are made of, in any order
PIECES = st.sampled_from(
    """1. 1.5. 12 31.12.2019 2019 2021 -22 5/2020 4/21 – - ja och and to till mellan between kevät syksyllä elo
    toukokuusta vuoden loppuun alusta saakka alkaen vuonna åren våren ut slutet av början den May August 1st
    , ( ) . euroa""".split()  # noqa: SIM905
)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
def test_any_text_gives_valid_ordered_dates(text: str) -> None:
    reached = 0
    for match in dates_in(text, None):
        assert reached <= match.span[0] < match.span[1] <= len(text)
        reached = match.span[1]
        assert match.start or match.end
        for value in (match.start, match.end):
            assert value is None or validate(value) == value
        if match.start and match.end:
            assert earliest(match.start) <= latest(match.end)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1.",
        "-",
        "1.1.",
        "2019-",
        "1.1.2019–",
        "vuoden ",
        "slutet av ",
        "tammi–",
        "( ",
        "1 - ",
        "1/",
        "åren ",
        "2019 ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """A hundred thousand characters of anything take well under a few seconds on a slow machine."""
    text = unit * (100_000 // len(unit))
    began = time.perf_counter()
    dates_in("2019 " + text, None)
    assert time.perf_counter() - began < 20
