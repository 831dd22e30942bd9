"""English, as data: what stands between a speaker and a verb; what tells a fact from a maybe, a denial, a charge; when."""

import re

from bot.reading.languages.words import any_of

# Words between a speaker and the verb of a change.
HELPERS = frozenset("has have had is was were are be been being did does do having ’ve 've ’s 's ’d 'd".split())
BE = frozenset("is was were are be been being".split())
ADVERBS = frozenset(
    """
    also later then since now once still already again soon even just initially first earlier too so both all yet
    further long twice thereafter afterward afterwards instead meanwhile somewhat sort kind forth thus often
    himself herself itself sometimes always seemingly however there here perhaps maybe
    """.split()
)
MODALS = frozenset("would could may might should must will can shall ’ll 'll ought cannot won’t won't".split())
LATER = frozenset("later eventually subsequently ultimately soon then".split())  # behind a “would” that tells what came
NOT = frozenset("not never n’t n't hardly barely neither nor rarely".split())
TRY = frozenset(
    "sought tried trying seeking attempted attempting struggled scrambled rushed moved moving sought worked hurried try tries attempts effort attempt bid efforts attempts seeks rushing scrambling struggling".split()
)
DONE = frozenset(
    "forced forcing had has have began begun begins beginning started starting decided agreed chose appeared appears seemed seems "
    "compelled obliged prompted led continued continues proceeded opted elected managed went came prepared seeming appearing pressured "
    "pushed driven persuaded convinced pretext".split()
)
OFTEN = frozenset(
    "often frequently repeatedly constantly sometimes always rarely habitually routinely regularly occasionally".split()
)
FACTS = frozenset("fact news admission revelation announcement confirmation proof".split())
NO_FACT = frozenset(
    "indications indication signs sign suggestion suggestions rumors rumours reports report speculation talk hints hint belief fear fears hope hopes idea possibility expectations charge charges criticism complaint complaints accusation accusations claim claims allegation allegations perception impression notion".split()
)
MAKES = frozenset(
    "forced forcing forces led leading leads prompted prompting prompts compelled compelling compels pushed pushing drove caused causing got pretext reason excuse persuaded convinced obliged allowed pressured".split()
)
EFFORTS = frozenset("effort attempt bid efforts attempts".split())
SHOWING = frozenset(
    "show shows showed showing shown see sees saw seen imagine imagines imagined imagining picture pictured envision without of about like depict depicts depicted portray portrays portrayed".split()
)
WORKS = """
    novel, film, movie, play, series, sitcom, episode, sketch, skit, cartoon, comic, musical, thriller, satire, parody, spoof, dream,
    thought experiment, hypothetical, video game, simulation, joke
"""
FICTION = re.compile(
    rf"\W*(?:In|On) (?:the|a|an|his|her|their|this|one) (?:\w+ ){{0,2}}?{any_of(WORKS)}\b|\W*(?:Imagine|Suppose)\b"
)
UNREAL = frozenset("if whether unless until should suppose supposing lest".split())
PERHAPS = frozenset("maybe perhaps possibly allegedly supposedly purportedly ostensibly".split())
DOUBTS = MODALS | PERHAPS | OFTEN | frozenset("almost nearly virtually practically".split())
PARTLY = frozenset({"partly", "partially", "somewhat", "slightly"})
BEGINS = frozenset({"began", "begun", "started", "kept", "begins", "starts"})
RECALLING = frozenset("who after since before when".split())  # “after reversing course”: by the way
TIMES = frozenset(
    """
    on late early last this next week month year night morning evening afternoon day days weekend ago yesterday today tonight
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
CLAUSE_HEADS = frozenset(
    "^ , that and but while when as because since after before though although if who which whether until once where ; : — – - than so yet or how why".split()
)
BEFORE_ING = frozenset("before after while by when since despite then".split())
ADMITS = frozenset(
    "admitted admits admitting acknowledged acknowledges acknowledging conceded concedes conceding confessed clarified clarifies explained".split()
)
STAFF = frozenset(
    "spokesman spokeswoman spokesperson spokespeople aide aides adviser advisers advisor advisors campaign office lawyer lawyers attorney "
    "staff staffer staffers team administration officials official representative publicist".split()
)
OUTLETS = frozenset("report reports officials official sources source people newspaper transcript records".split())
RIVALS = frozenset("rival rivals opponent opponents critic critics successor predecessor challenger".split())
BREAKS = frozenset("and but or then yet — – - ; :".split())
CROWDS = frozenset(
    "republicans democrats americans muslims christians jews europeans conservatives liberals mexicans evangelicals voters catholics congress wall dow nasdaq".split()
)
COURTS = frozenset("referee umpire court courts circuit justices judges appeals tribunal".split())
DENIES = frozenset("denied denies deny denying disputed disputes rejected dismissed".split())
TITLES_ALONE = frozenset(
    "the " + noun
    for noun in "candidate senator governor congressman congresswoman nominee businessman billionaire president minister secretary chairman mayor campaign lawmaker actor singer judge".split()
)
COMMON = frozenset(
    "stocks oil gold markets shares futures crude bonds treasuries investors traders polls tensions prices sales others people things everything everyone nobody somebody critics".split()
)

# Somebody who tells it behind a comma, or tells it as a charge: “…, Tom Brandt said on Monday.”, “accused Ruiz of”.
TELLS = """
    said, says, argues, argued, charged, claims, claimed, wrote, told \\w+, suggests, suggested, contends, alleged, insisted
"""
_WHERE = r"(?: (?:on|in|at|during|last|this|late|early)\b[^,]{0,50}| \w+day| of [^,]{0,40})?"
BEHIND = rf"(?:,|\x01) ?(?P<who>[\w.\x02’ -]{{2,50}}?),? {any_of(TELLS)}{_WHERE}[.,]?\s*$"
_BLAMES = any_of("attack critici mock slam blast ridicul denounc fault portray paint depict assail")
CHARGED = "|".join(
    (
        r"\b[Aa]ccording to\b|\bin the (?:eyes|view|opinion) of\b|\baccus\w+ |\bcritics (?:say|said|charge)\b",
        rf"\b{_BLAMES}\w* [^,.;]{{2,40}} (?:for|over|as)\b",
    )
)

# When: words that date a change; what makes it history (“in 2013”, “years ago”, “at the time”); what makes it this news cycle's.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATES = (
    rf"(?:on |late |early |this |last )?{_DAY}",
    "(?:last|this) (?:week|month|year)",
    "(?:hours?|days?|weeks?|months?|years?) (?:later|ago|earlier|after)",
    rf"in (?:\d{{4}}|{_MONTHS})",
    "yesterday|today|recently|later|once|since|now",
)
DATED = rf"\b(?:{'|'.join(_DATES)})\b"
_PAST = (
    rf"(?:in|of|during|since|until|by) (?:(?:early|late|mid) )?(?:(?:19|20)\d\d|{_MONTHS})",
    "earlier this (?:year|month)",
    rf"(?:last|previous|that) (?:year|month|decade|spring|summer|fall|autumn|winter|{_MONTHS})",
    "in (?:the|that) (?:past|autumn|spring|summer|winter|fall)",
    "(?:weeks?|months?|years?|decades?) (?:ago|later|earlier|before)",
    "(?:has|have) since|eventually|subsequently|long ago|famously|died",
    "at (?:the|that|one) (?:time|point)|over the (?:years|past|last|decades)",
    r"(?:during|in|of) (?:his|her|its|the) (?:\w+ )?(?:term|campaign|presidency|tenure|years|book)",
    "(?:the|on the) (?:eve|day|year|height) (?:of|in|when)",
)
OLD = rf"(?i)\b(?:{'|'.join(_PAST)})\b"
_RECENT = """
    Today, today, Tonight, tonight, Yesterday, yesterday, This week, this week, This morning, this morning, This afternoon,
    this afternoon, This evening, this evening, hours, recently, of late, in recent days, now
"""
LATER_ON = r"\b(?:later|once)\b"
NOW = rf"\b(?:{_DAY}|{any_of(_RECENT)})\b"

# What moved in part; positions without a subject; words around “I” that make it no admission.
PART = r"\b(?:part|parts|some|much|elements|aspects|portions?) of\b|\b(?:partly|partially|partial|somewhat|slightly|a bit)\b"
GENERAL = r" (?:(?:on|about) )?(?:\w+ ){0,4}(?:issues|everything|topics|questions|policies|things|positions|matters)\b"
NESTED = r"(?i)\b(?:if|whether|maybe|perhaps|says?|said|never|not|goes|would|should I|why)\b[^.!?]*$"
