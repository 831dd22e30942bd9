"""What well-known outlets are, by the host of their site: kind, country, language, owner. Kept by hand."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ledger.identity import host

_KNOWN = """
aljazeera.com | broadcaster, funded by a state | Qatar | Arabic and English | Al Jazeera Media Network
apnews.com | news agency | United States | English | The Associated Press, a cooperative of its members
bbc.co.uk | public broadcaster | United Kingdom | English and many more | BBC, under a Royal Charter
bbc.com | public broadcaster | United Kingdom | English and many more | BBC, under a Royal Charter
bloomberg.com | financial news service | United States | English | Bloomberg L.P.
cbc.ca | public broadcaster | Canada | English | Canadian Broadcasting Corporation
cnbc.com | broadcaster | United States | English | Versant
cnn.com | broadcaster | United States | English | Warner Bros. Discovery
derstandard.at | newspaper | Austria | German | Standard Verlagsgesellschaft
dw.com | international public broadcaster | Germany | German, English and many more | Deutsche Welle
economist.com | weekly | United Kingdom | English | The Economist Group
elpais.com | newspaper | Spain | Spanish | Prisa
euractiv.com | news site | Belgium | English and others | Mediahuis
euronews.com | broadcaster | Belgium and France | English and many more | Alpac Capital
faz.net | newspaper | Germany | German | FAZIT-Stiftung
foxnews.com | broadcaster | United States | English | Fox Corporation
france24.com | international public broadcaster | France | French, English, Arabic, Spanish | France Médias Monde
ft.com | newspaper | United Kingdom | English | Nikkei
globaltimes.cn | newspaper of a party | China | English and Chinese | People’s Daily
independent.co.uk | news site | United Kingdom | English | Independent Digital News and Media
irishtimes.com | newspaper | Ireland | English | The Irish Times Trust
kyivindependent.com | news site | Ukraine | English | its staff and founders
lemonde.fr | newspaper | France | French | Groupe Le Monde
npr.org | public radio | United States | English | National Public Radio
nytimes.com | newspaper | United States | English | The New York Times Company
nzz.ch | newspaper | Switzerland | German | NZZ-Mediengruppe
orf.at | public broadcaster | Austria | German | ORF
politico.com | news site | United States | English | Axel Springer
politico.eu | news site | Belgium | English | Axel Springer
propublica.org | news site | United States | English | Pro Publica, a non-profit
reuters.com | news agency | United Kingdom | English and many more | Thomson Reuters
rferl.org | international broadcaster | United States | English and many more | RFE/RL, funded by the US Congress
scmp.com | newspaper | Hong Kong | English | Alibaba Group
spiegel.de | weekly | Germany | German | SPIEGEL-Verlag
sueddeutsche.de | newspaper | Germany | German | Südwestdeutsche Medien Holding
tagesschau.de | public broadcaster | Germany | German | ARD
taz.de | newspaper | Germany | German | taz, a cooperative of its readers
theatlantic.com | magazine | United States | English | Emerson Collective
theguardian.com | newspaper | United Kingdom | English | Scott Trust
thetimes.com | newspaper | United Kingdom | English | News UK
usatoday.com | newspaper | United States | English | USA TODAY Co.
washingtonpost.com | newspaper | United States | English | Nash Holdings
wsj.com | newspaper | United States | English | Dow Jones, of News Corp
zeit.de | weekly | Germany | German | Zeitverlag
"""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Hold what an outlet is."""

    kind: str
    country: str
    language: str
    owner: str


MASTHEADS = {
    name: Masthead(kind, country, language, owner)
    for name, kind, country, language, owner in (line.split(" | ") for line in _KNOWN.strip().splitlines())
}


def masthead(url: str) -> Masthead | None:
    """Return what the outlet at an address is, or None for one that is not in the table; subdomains count."""
    name = host(url)
    while "." in name:
        if name in MASTHEADS:
            return MASTHEADS[name]
        name = name.partition(".")[2]
    return None
