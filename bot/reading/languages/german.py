"""German, as data: a small language without learned weights; see `bot/reading/speakers/without_weights.py` for what it is read by."""

from bot.reading.languages.plain import Plain

SIGNPOSTS = r"(?:lesen sie (?:auch|mehr|dazu|hier)|mehr zum thema|lesetipp|siehe auch|anzeige\s*:)"
GERMAN = Plain(
    saying=frozenset(
        """
        sagt sagte erklärt erklärte betont betonte meint meinte warnt warnte fordert forderte kritisiert kritisierte
        berichtet berichtete schreibt schrieb teilt teilte kündigt kündigte bestätigt bestätigte versichert versicherte
        ergänzt ergänzte erwidert erwiderte entgegnet entgegnete fügt fügte antwortet antwortete verspricht versprach mahnt mahnte findet fand heißt hieß
        nennt nannte spricht sprach bezeichnet bezeichnete lobt lobte begründet begründete räumt räumte hofft hoffte
        """.split()
    ),
    according=("laut", "Laut", "so", "nach Angaben von", "Nach Angaben von", "nach Worten von", "Nach Worten von"),
    roles=frozenset(
        """
        kanzler kanzlerin bundeskanzler bundeskanzlerin präsident präsidentin minister ministerin außenminister
        außenministerin innenminister innenministerin finanzminister finanzministerin ministerpräsident
        ministerpräsidentin sprecher sprecherin regierungssprecher regierungssprecherin bürgermeister bürgermeisterin
        chef chefin vorsitzende vorsitzender abgeordnete abgeordneter senator senatorin professor professorin dr prof
        herr frau direktor direktorin leiter leiterin führer führerin trainer trainerin anwalt anwältin richter richterin
        """.split()
    ),
    small=frozenset("der die das ein eine am im in auf bei dem den des und aber auch dazu dabei dann".split()),
    abbreviations=frozenset(
        "dr prof hr fr z b d h u a ca bzw usw vgl nr str st jan feb aug sept okt nov dez mio mrd".split()
    ),
)
