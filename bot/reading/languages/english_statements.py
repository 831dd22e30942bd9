"""English words of statements: who gives one, and what tells that a page is about one."""

OFFICES = (
    "President|Prime Minister|Deputy Prime Minister|Foreign Minister|Finance Minister|Defen[cs]e Minister|Interior Minister|"
    "Minister|Chancellor|Secretary of State|Secretary[- ]General|Secretary|Foreign Secretary|Home Secretary|Commissioner|"
    "High Representative|Ambassador|Governor|Mayor|Senator|Congressman|Congresswoman|Representative|Speaker|Director|"
    "Director[- ]General|Attorney General|King|Queen|Prince|Princess|Archbishop|Chair|Chairman|Chairwoman|Spokesperson"
)
OFFICE = rf"(?P<role>(?:(?:Vice|Deputy|Acting|Interim|Former) )?(?:{OFFICES})) (?P<name>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){{1,3}})"
BODY = (
    r"\b(?:Ministry|Council|Commission|Government|Committee|Party|Office|Embassy|Agency|Authority|Union|Board|Association|"
    r"Federation|Bank|Department|Secretariat|Group|Court|Parliament|Foundation|Alliance|Presidency|Delegation|Mission|"
    r"Assembly|Senate|Cabinet|Chamber|Congress|Institute|University|Society|Network|Organi[sz]ation|Fund|Service|Forces|"
    r"Police|Army|Navy|Company|Corporation|Inc|Ltd|PLC|G7|G20|[A-Z]{2,6})\b"
)
TOLD_BY_OTHERS = (
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:said|says|added|told|wrote)\b|\b(?:said|told reporters|according to|wrote|reported)"
    r" (?:in|on|that|by|the|a|an|[A-Z])|\b(?:the|its|their|his|her) statement (?:said|says|read|added|reads)\b"
)
