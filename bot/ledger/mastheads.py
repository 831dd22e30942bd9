"""What well-known outlets are, by their host: kind, country, language; kept by hand. Owners change: none is named."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ledger.identity import host

_KNOWN = """
aljazeera.com | broadcaster, funded by a state | Qatar | Arabic and English
apnews.com | news agency | United States | English
bbc.co.uk | public broadcaster | United Kingdom | English and many more
bbc.com | public broadcaster | United Kingdom | English and many more
bloomberg.com | financial news service | United States | English
cbc.ca | public broadcaster | Canada | English
cnbc.com | broadcaster | United States | English
cnn.com | broadcaster | United States | English
derstandard.at | newspaper | Austria | German
dw.com | international public broadcaster | Germany | German, English and many more
economist.com | weekly | United Kingdom | English
elpais.com | newspaper | Spain | Spanish
euractiv.com | news site | Belgium | English and others
euronews.com | broadcaster | Belgium and France | English and many more
faz.net | newspaper | Germany | German
foxnews.com | broadcaster | United States | English
france24.com | international public broadcaster | France | French, English, Arabic, Spanish
ft.com | newspaper | United Kingdom | English
globaltimes.cn | newspaper of a party | China | English and Chinese
independent.co.uk | news site | United Kingdom | English
irishtimes.com | newspaper | Ireland | English
kyivindependent.com | news site | Ukraine | English
lemonde.fr | newspaper | France | French
npr.org | public radio | United States | English
nytimes.com | newspaper | United States | English
nzz.ch | newspaper | Switzerland | German
orf.at | public broadcaster | Austria | German
politico.com | news site | United States | English
politico.eu | news site | Belgium | English
propublica.org | news site | United States | English
reuters.com | news agency | United Kingdom | English and many more
rferl.org | international broadcaster | United States | English and many more
scmp.com | newspaper | Hong Kong | English
spiegel.de | weekly | Germany | German
sueddeutsche.de | newspaper | Germany | German
tagesschau.de | public broadcaster | Germany | German
taz.de | newspaper | Germany | German
theatlantic.com | magazine | United States | English
theguardian.com | newspaper | United Kingdom | English
thetimes.com | newspaper | United Kingdom | English
usatoday.com | newspaper | United States | English
washingtonpost.com | newspaper | United States | English
wsj.com | newspaper | United States | English
zeit.de | weekly | Germany | German
"""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Hold what an outlet is."""

    kind: str
    country: str
    language: str


MASTHEADS = {
    name: Masthead(kind, country, language)
    for name, kind, country, language in (line.split(" | ") for line in _KNOWN.strip().splitlines())
}


def masthead(url: str) -> Masthead | None:
    """Return what the outlet at an address is, or None for one that is not in the table; subdomains count."""
    name = host(url)
    while "." in name:
        if name in MASTHEADS:
            return MASTHEADS[name]
        name = name.partition(".")[2]
    return None
