"""Words of statements by language, as data: what calls itself one, who gives it, who speaks, and what tells that others report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """Hold patterns of one language; a headline's has the groups `by` or `own`, an office's `role` and `name`."""

    title: str  # a headline that says whose statement the page is
    about: str  # what may follow the name: on what, after what
    article: str  # words before a name that are no part of it
    office: str  # an office and who holds it
    body: str  # a word by which a body is known
    group: str  # several holders of an office
    opening: str  # “We, the …,” in the text, where the headline says no more than that it is a joint one
    we: str
    i: str
    small: str  # words in lower case that may stand before and between the capitals of a name
    last: str  # and behind them
    told: str  # verbs of saying: the page is an article about a statement


_NAME = r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?: (?:(?:de|von|van|der|del|la|al|bin) )*[A-ZÀ-Þ][\w.’'-]*){1,3})"
_KINDS = r"(?:(?:press|official|public|media|joint|common)\s+)*(?:statement|declaration|communiqué)"
_ON = r"(?:on|regarding|about|concerning|following|after|in response to|at the|marking|in support of|ahead of)"
_OFFICES = (
    "President|Prime Minister|Deputy Prime Minister|Foreign Minister|Finance Minister|Defen[cs]e Minister|Interior Minister|"
    "Minister|Chancellor|Secretary of State|Secretary[- ]General|Secretary|Foreign Secretary|Home Secretary|Commissioner|"
    "High Representative|Ambassador|Governor|Mayor|Senator|Congressman|Congresswoman|Representative|Speaker|Director|"
    "Director[- ]General|Attorney General|King|Queen|Prince|Princess|Archbishop|Chair|Chairman|Chairwoman|Spokesperson"
)
ENGLISH = Stated(
    title=rf"(?:(?:full text|in full):\s+)?(?:{_KINDS}\s+(?:issued\s+)?(?:by|of|from)\s+(?P<by>.+)"
    rf"|(?:the\s+)?(?P<own>.+?)(?:[’']s?)?\s+{_KINDS}(?:\s+{_ON}\s.*|\s*[:–—-].*)?)",
    about=rf"\s+{_ON}\s+.*",
    article=r"(?:the|a|an)\s+",
    office=rf"(?P<role>(?:(?:Vice|Deputy|Acting|Interim|Former) )?(?:{_OFFICES})) {_NAME}",
    body=r"\b(?:Ministry|Council|Commission|Government|Committee|Party|Office|Embassy|Agency|Authority|Union|Board|Association|"
    r"Federation|Bank|Department|Secretariat|Group|Court|Parliament|Foundation|Alliance|Presidency|Delegation|Mission|"
    r"Assembly|Senate|Cabinet|Chamber|Congress|Institute|University|Society|Network|Organi[sz]ation|Fund|Service|Forces|"
    r"Police|Army|Navy|Company|Corporation|Inc|Ltd|PLC|G7|G20|[A-Z]{2,6})\b",
    group=r"(?i)\b(?:ministers|leaders|presidents|chancellors|heads|governors|mayors|ambassadors|envoys|bishops|secretaries|members|"
    r"parties|governments|foreign ministries|chairs|unions)\b",
    opening=r"We, (?:the )?",
    we=r"\b(?:[Ww]e|[Oo]ur)\b(?![’']?\w)",
    i=r"\bI\b(?!\.)|\b[Mm]y\b|\b[Ww]e\b|\b[Oo]ur\b",
    small="of|for|the|on|and|de|von|van|al|foreign|prime|defen[cs]e|finance|interior|ministers|leaders|presidents|heads|state|"
    "government|governors|mayors|ambassadors|bishops|members|parties|northern|southern|eastern|western|european|union",
    last="union|states",
    told=r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:said|says|added|told|wrote)\b|\b(?:said|told reporters|according to|wrote|reported)"
    r" (?:in|on|that|by|the|a|an|[A-Z])|\b(?:the|its|their|his|her) statement (?:said|says|read|added|reads)\b",
)
_DE_ON = r"(?:zu[mr]?|über|nach|anlässlich|wegen|angesichts|vor)"
GERMAN = Stated(
    title=r"(?:(?:im wortlaut):\s+)?(?:gemeinsame\s+)?(?:(?:presse)?erklärung|(?:presse)?statement|stellungnahme)\s+(?P<by>(?:der|von|des)\s.+)",
    about=rf"\s+{_DE_ON}\s+.*",
    article=r"(?:von\s+(?:der\s+|dem\s+)?|der\s+)",
    office=r"(?P<role>(?:Bundes|Vize|Außen|Innen|Finanz|Verteidigungs|Wirtschafts|Minister|Ober)?-?(?:[Kk]anzler|[Pp]räsident|[Mm]inister|[Bb]ürgermeister)"
    rf"(?:in)?|Staatssekretär(?:in)?|Botschafter(?:in)?) {_NAME}",
    body=r"(?:\b[A-ZÄÖÜ]\w*)?(?:ministerium|[Rr]egierung|[Kk]ommission|\bPartei|[Ff]raktion|[Vv]erband|[Gg]ewerkschaft|[Bb]otschaft|[Pp]räsidentschaft|"
    r"[Kk]onferenz|[Vv]ersammlung|[Gg]esellschaft|[Ss]tiftung|[Bb]ank|[Bb]ehörde|[Uu]nion|[Kk]ammer|[Pp]olizei|\b[A-Z]{2,6})\b",
    group=r"\b(?:\w*[Mm]inister(?:innen)?|\w*[Mm]inisterinnen und \w*[Mm]inister|Staats- und Regierungschefs|Präsidenten|Botschafter|"
    r"Vorsitzenden|Regierungen|Parteien|Fraktionen|Gewerkschaften|Mitgliedstaaten)\b",
    opening=r"Wir, (?:die )?",
    we=r"\b(?:[Ww]ir|[Uu]nser(?:e[mnrs]?)?|[Uu]ns)\b",
    i=r"\b(?:[Ii]ch|[Mm]ein(?:e[mnrs]?)?|[Ww]ir|[Uu]nser(?:e[mnrs]?)?)\b",
    small="der|die|des|und|von|vom|für|im|in|zu|beim",
    last="",
    told=r"\b(?:sagte|sagten|erklärte|erklärten|hieß es|betonte|teilte\b.{1,60}\bmit|laut|so der|so die)\b",
)
_FR_ON = r"(?:sur|concernant|à propos|après|à la suite|relative|en faveur|à l[’']occasion|face)"
FRENCH = Stated(
    title=r"(?:texte intégral\s*:\s+)?(?:déclaration|communiqué)(?:\s+(?:conjointe?|commune?|officielle?|de presse))*\s+(?P<by>(?:de|du|des|d[’'])\s?.+)",
    about=rf"\s+{_FR_ON}\b.*",
    article=r"(?:de la|de l[’']|du|des|de|d[’'])\s*",
    office=r"(?P<role>[Pp]résidente?|[Pp]remi(?:er|ère) ministre|(?:[Mm]inistre|[Ss]ecrétaire (?:d[’']État|générale?)|[Mm]aire|[Aa]mbassad(?:eur|rice))"
    rf"(?: (?:de|des|du|aux) [\w’' ]{{2,40}}?)?) {_NAME}",
    body=r"\b(?:[Mm]inistère|[Cc]onseil|[Cc]ommission|[Gg]ouvernement|[Cc]omité|[Pp]arti|[Aa]mbassade|[Aa]gence|[Uu]nion|[Aa]ssociation|[Ff]édération|"
    r"[Bb]anque|[Pp]arlement|[Ff]ondation|[Aa]lliance|[Aa]ssemblée|[Ss]énat|[Ss]yndicat|[Pp]réfecture|[Mm]airie|[A-Z]{2,6})\b",
    group=r"\b(?:ministres|présidents|dirigeants|chefs|ambassadeurs|maires|évêques|gouvernements|partis|syndicats|membres)\b",
    opening=r"Nous, (?:les )?",
    we=r"\b(?:[Nn]ous|[Nn]otre|[Nn]os)\b",
    i=r"\b(?:[Jj]e|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os)\b|\b[Jj][’']",
    small=r"[a-zà-ÿ][\w’'-]*",
    last=r"[a-zà-ÿ][\w’'-]*",
    told=r"\b(?:a|ont) (?:déclaré|indiqué|affirmé|ajouté|précisé|annoncé)\b|\ba-t-(?:il|elle)\b|\b(?:selon|d[’']après) (?:le|la|les|un|une|lui|elle)\b",
)
_ES_ON = r"(?:sobre|ante|tras|en relación|con motivo|por|acerca|en apoyo|en favor)"
SPANISH = Stated(
    title=r"(?:texto íntegro\s*:\s+)?(?:declaración|comunicado)(?:\s+(?:conjunt[ao]|oficial|institucional|de prensa))*\s+(?P<by>(?:de|del)\s.+)",
    about=rf"\s+{_ES_ON}\b.*",
    article=r"(?:de la|de los|de las|del|de)\s+",
    office=r"(?P<role>[Pp]resident[ea]|[Pp]rimer[a]? [Mm]inistr[oa]|(?:[Mm]inistr[oa]|[Cc]anciller|[Aa]lcald(?:e|esa)|[Ee]mbajador[a]?|[Ss]ecretari[oa] [Gg]eneral)"
    rf"(?: de [\w ]{{2,40}}?)?) {_NAME}",
    body=r"\b(?:[Mm]inisterio|[Cc]onsejo|[Cc]omisión|[Gg]obierno|[Cc]omité|[Pp]artido|[Ee]mbajada|[Aa]gencia|[Uu]nión|[Aa]sociación|[Ff]ederación|[Bb]anco|"
    r"[Pp]arlamento|[Ff]undación|[Aa]lianza|[Aa]samblea|[Ss]enado|[Ss]indicato|[Aa]yuntamiento|[Cc]ancillería|[A-Z]{2,6})\b",
    group=r"\b(?:ministros|presidentes|líderes|jefes|embajadores|alcaldes|obispos|gobiernos|partidos|sindicatos|cancilleres|miembros)\b",
    opening=r"Nosotr[oa]s, (?:l[oa]s )?",
    we=r"\b(?:[Nn]osotr[oa]s|[Nn]uestr[oa]s?|[Nn]os|\w{2,}(?:amos|emos|imos))\b",
    i=r"\b(?:[Yy]o|[Mm]is?|[Mm]e|[Nn]uestr[oa]s?|\w{2,}(?:amos|emos|imos))\b",
    small=r"[a-zà-ÿ][\w’'-]*",
    last=r"[a-zà-ÿ][\w’'-]*",
    told=r"\b(?:dijo|dijeron|declaró|afirmó|añadió|señaló|indicó|según)\b",
)
LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH)
