"""Find a before that is set against a now, where no verb says that a position changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.position import Extent, Kind
from bot.reading.changes.cues import NAME as _NAME
from bot.reading.changes.cues import Making, Mode, Move, Rule, plain
from bot.reading.languages import english_changes as data

_FIRST = r"(?:initially|first|at first|earlier|previously|originally|having (?:previously|initially|earlier|once|long|first))"
_AGO = r"(?:earlier|previously|before|ago|last|repeatedly|for (?:days|weeks|months|years)|in (?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December))"
_AFTER = re.compile(
    rf"\b(?P<after>[Aa]fter|[Dd]espite|[Hh]aving) (?:(?P<first>{_FIRST}) |(?P<long>(?:months|weeks|years|days|decades|a (?:day|week|month|year)) (?:of|spent) ))?"
    rf"(?:\w+ly )?(?P<verb>{data.HELD_ING}|said|opposed|vowed|promised|insisted|pledged|rejected|dismissed)\b(?! (?:to|on) {data.SILENT}| {data.SILENT})(?P<rest>[^.;:]{{0,160}})"
)
_STRONG = re.compile(
    r"(?:refusing|denying|insisting|rejecting|dismissing|ruling out|vowing|promising|pledging|opposing|resisting|casting doubt|declining to|questioning|(?:saying|claiming|arguing)\b[^,.;]{0,60}?\b(?:not|never|would|no|n’t|n't))\b"
)
_DAYS_AFTER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) after (?P<who>he|she|[A-Z][\w-]+)(?: had)? (?P<verb>ruled [\w ’']{2,40}\bout\b|ruled out|rejected|vowed (?:not|never|that)|"
    r"promised (?:not|never)|pledged (?:not|never)|swore|said (?:that )?(?:he|she|it|they|the \w+) (?:would|will|was|did|had|could)(?:n’t|n't| not| never)|"
    r"opposed|refused to (?:support|endorse|back|rule|consider|commit|accept))\b"
)
_CHANGED_NOW = r"(?:now|has (?:since|now)|have (?:since|now)|(?:has|have) come to|lately|but (?:on \w+day|later|this week|then|now|more recently|recently|today|by \w+day|in recent (?:days|weeks|months)|late \w+day|early \w+day))"
_ONCE_NOW = re.compile(
    rf"\b(?P<verb>(?P<once>once|previously|formerly|initially|originally|at first|used to|had once|had previously|had initially|had long|had earlier|had originally|in the past|had) (?P<held>{data.HELD}|oppose|support|back|favou?r|believe|think|argue|call for))\b"
    rf"(?P<what>[^.;]{{2,160}}?)(?P<now>\b{_CHANGED_NOW},? (?:[\w ]{{0,24}}?\b(?P<who>he|she|{_NAME})\b )?(?:(?:also|publicly|fully|strongly|\w+ly) )?{data.HOLDS})\b"
)
_NO_LONGER = re.compile(
    r"\b(?P<verb>no longer (?:supports?|backs?|believes?|favou?rs?|opposes?|opposed|supported|backed|believed|favored|aims?|aimed|fight|think(?:s)?|thought|rul(?:es|ed|ing) out|call(?:s|ed|ing)? for|insists?|insisted|"
    r"stands? by|stood by|objects?|objected|advocates?|endorses?|endorsed|demands?|demanded|oppose|supporting|backing|opposed to|committed to|in favou?r|willing to (?:support|back|endorse)|convinced|sure that|intends to|intended to|wants|wanted))\b(?! (?:to (?:stay|live|work|play|be)\b|him\b|her\b|me\b))"
)
_REVERSAL = re.compile(
    r"\b(?P<verb>[Ii]n (?:what \w+(?: \w+){0,4} )?(?:an?|another|its|his|her) (?:[\w-]+,? ){0,3}?(?:reversal|about-face|[Uu]-turn|turnabout|change of (?:heart|position|tune|tone)|climbdown|volte-face|walk-back|flip-flop|(?:shift|change|departure|break|retreat) (?:in (?:tone|position|policy|stance|rhetoric)|from (?:his|her|its|their) (?:own |previous |earlier |past |prior |longtime |initial )+[\w-]+)))\b(?! of (?:fortune|roles))"
)
_SIDE = re.compile(
    rf"\b(?P<verb>[Oo]nce (?:an?|the) (?:[\w-]+,? ){{0,4}}{data.SIDES} of (?P<what>[^,;.]{{3,80}}), )(?P<rest>[^.;]{{0,120}}?\b(?:now|has since|have since|has come|has become)\b)"
)
_COUNTER = re.compile(
    r"\b(?P<verb>(?:r(?:un|uns|an|unning) counter to|contradict(?:s|ed|ing)|at odds with|depart(?:s|ed|ing) from|diverg(?:e|es|ed|ing) from|go(?:es|ing) against|went against) (?:his|her|its|their) (?:own )?(?:earlier|previous|past|prior|initial|original|own|campaign|longtime|long-held) (?:[\w-]+ ){0,3}?"
    rf"(?:{data.REMARK}|{data.STANCE}|{data.PLAN}))\b"
)
_SINCE = re.compile(
    r"\b(?P<verb>(?:has|have) since (?:come out (?:against|for|in favou?r)|come (?:a)?round (?:to|on)|reversed (?:himself|herself|itself|course|that|his|her|its)|changed (?:his|her|its) (?:position|mind|stance|view|tune)|adopted the|embraced the|disavowed|renounced|softened (?:his|her|its|that|on)|evolved on|retreated from (?:that|his|her|its)|reconsidered|walked (?:that |it |them )?back|backed (?:away|off|down)|said (?:that )?(?:he|she|it|they) (?:regrets?|regretted|was (?:wrong|mistaken|joking|kidding)|misspoke|would (?:support|back|oppose|accept|consider)|no longer|now|supports|opposes|favors)))\b"
)


_DAYS_ING = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) after (?:\w+ly )?(?P<verb>(?:saying|promising|pledging|vowing|insisting)\b[^,.;]{0,60}\b(?:not|never|n’t|n't|no)\b|(?:ruling out|refusing to (?!comment|answer|say|discuss)|rejecting|opposing)\b)[^,.;]{0,60}"
)
_DESPITE = re.compile(
    rf"\b(?P<verb>(?:[Dd]espite|[Cc]ontrary to|[Ii]n contrast (?:to|with)|[Aa]bandoning|[Ii]n contradiction (?:to|of)|[Bb]reaking) (?:his|her|its) (?:own )?(?:earlier|previous|past|prior|initial|original) (?:[\w-]+ ){{0,2}}?(?:{data.REMARK}|{data.STANCE}))\b"
)
_APPOSED = re.compile(
    r"(?:,|[-–—]) (?P<verb>(?:an?|yet another|another|in) (?:[\w-]+,? ){0,3}?(?:(?:reversal|turnabout|about-face|[Uu]-turn|retreat|turnaround|climbdown) (?:from|of|on) (?:his|her|its|their|what (?:he|she|it|they)|(?:an |the )?(?:earlier|previous|initial|original)) (?!fortunes?\b)[\w-]+|(?:shift|departure|change|contrast|softening|hardening) (?:from|of|in|on|to|with) (?:(?:his|her|its|their) (?:[\w-]+ )?(?:earlier|previous|past|prior|initial|original|own|long-?standing|longtime|positions?|stances?|rhetoric|views?|pledges?|promises?|comments?|remarks?|statements?)|what (?:he|she|it|they) (?:had )?(?:said|promised|called|argued))))\b"
)
_MARKS = re.compile(
    rf"\b(?P<verb>(?:mark(?:s|ed|ing)|represent(?:s|ed|ing)|is|was|were|signal(?:s|ed)|amount(?:s|ed) to|be|come as) an? (?:[\w-]+,? ){{0,3}}?(?:reversal|shift|departure|turnabout|about-face|[Uu]-turn|retreat|change of (?:heart|position)) (?:from|of|in|on) (?P<who>his|her|{_NAME}(?=[’']))(?:[’']s?)? (?:own )?(?:earlier|previous|past|prior|initial|original|long-?standing|longtime|campaign|own|position|stance|view|views|pledge|promise)\b)"
)
_BEFORE = re.compile(
    r"\b(?P<verb>before (?:later |finally |ultimately |eventually |abruptly |quickly |then )?(?:coming out (?:against|for|in)|turning (?:against|on) the|opposing|deciding (?:to oppose|to support|against|not to)|embracing (?:it|the)|disavowing|rejecting|abandoning|saying (?:that )?(?:he|she|it|they) (?:would(?:n’t|n't| not)|no longer|now)|announcing (?:that )?(?:he|she|it) (?:would(?:n’t|n't| not)|no longer|opposed|supported)))\b"
)
_AT_FIRST = re.compile(
    r"\b(?P<verb>(?:initially|originally|at first) (?:said|denied|refused|resisted|opposed|supported|insisted|defended|dismissed|rejected|praised|criticized|criticised|claimed|balked|voiced|vowed|ruled out|suggested|indicated|promised|pledged|favou?red|brushed off|shrugged off|welcomed|declined to (?:endorse|support|back|condemn|rule|disavow|denounce|commit)))\b(?! to (?:comment|discuss|answer|say|speak|talk))(?P<what>[^,.;]{0,60})"
)
_HAD_ONCE = re.compile(
    r"\b(?P<verb>had (?:previously|earlier|initially|originally|at first) (?:denied|refused|ruled out|opposed|rejected|resisted))\b(?! to (?:comment|discuss|answer|say|speak|talk))(?P<what>[^,.;]{0,60})"
)
_NOW_DOES = re.compile(
    rf"\b(?:{data.STANCE}|{data.REMARK}|{data.PLAN}|{data.THINGS}|vote|pact|amnesty|tax|taxes|position)\b[^,.;]{{0,50}}?,? (?:that |which |one )?(?P<subject>he|she|{_NAME}) (?P<verb>now (?:opposes|rejects|disavows|says (?:he|she) (?:regrets|opposes|supports)|calls (?:a |an )?(?:mistake|error|wrong)|supports|embraces|regrets|criticizes|denounces|repudiates|wants to (?:repeal|end|scrap|ban)))\b"
)
_THEN_SAID = re.compile(
    rf"^\W*(?:(?P<but>But|Yet|However,?|Still,?) )?(?P<when>now|(?:a|one|two|three|several|a few|some|just) (?:\w+ )?(?:day|week|month|year|hour)s? later|later|on \w+day|by \w+day|this week|(?:days|hours|weeks|months) later|today),?(?P<however> however,| though,)? (?P<verb>(?P<who>he|she|(?:(?:Mr|Mrs|Ms)\x02 )?{_NAME}) (?:has |is )?(?:now )?(?:{data.HOLDS}|saying))\b",
    re.IGNORECASE,
)


_STAND = re.compile(
    r" (?:that )?(?:he|she|it|they|the \w+|[A-Z]\w+) (?:would|will|should|could|must|had no|opposed|supported|favou?red|was (?:against|for|opposed)|did not|didn[’']t)"
)
_ON = re.compile(r"\b(?:still|again refused|continued|repeated|reiterated)\b")
_CLAUSE = re.compile(r"[^,.;—–\x01]{0,90}")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|’s|'s) no longer (?:supported|backed|opposed|favou?red|believed|demanded|endorsed|objected|thought|wanted|stood|insisted|aimed|intended)(?! to\b)"
)
_HELD = re.compile(rf"\b{data.HELD}\b")

ANSWER_WORDS = frozenset({"but_now", "later,_however", "later,_though", "now,_however"})


def then_said(mask: str) -> Move | None:
    """Return a sentence's words that answer the same speaker's words of before: “But now, Ruiz says …”."""
    found = _THEN_SAID.search(mask)
    if not found or not (found["but"] or found["however"]):
        return None
    now = found["when"].lower() == "now" or found["however"]
    return Move(
        found.start("verb"),
        found.end(),
        found.start("verb"),
        Mode.OWNER,
        Kind.REVERSED,
        0.76 if now else 0.64,
        who=found.span("who"),
        extent=Extent.PART,  # the text does not say that all of it was dropped
    )


def _person(what: str) -> bool:
    """Say whether somebody, and no plan or law, is what was once supported: allegiance is no position here."""
    return bool(
        re.match(
            r" (?:for )?(?:fellow |then-)?(?:[a-z]+ )?[A-Z][\w.\x02]+(?: [A-Z]\w+)*(?:$|[ ,](?!plan|bill|law|deal|[Aa]ct|tax|agreement))",
            what + " ",
        )
    )


def _kind(verb: str, behind: str) -> Kind:
    """Return how it moved: an account that was corrected is clarified, a stance that was left reversed."""
    account = verb.rsplit(maxsplit=1)[-1] in {"said", "claimed", "suggested", "indicated"}
    return Kind.CLARIFIED if account and not _STAND.match(behind) else Kind.REVERSED


def _after(found: re.Match[str]) -> Iterator[Move]:
    """Yield “after initially refusing to …”, “after months of …”, “after denying last week …”."""
    if _ON.search(found.string) or (found["verb"].endswith("ed") and found["after"] != "Having"):
        return
    strong = _STRONG.match(found["verb"] + found["rest"])
    ago = re.search(rf"\b{_AGO}\b", found["rest"][:70])
    sure = 0.8 if found["first"] else 0.78 if found["long"] and strong else 0.76 if ago and strong else 0.0
    clause = _CLAUSE.match(found.string, found.end("verb"))
    if sure and clause:
        end = found.end("verb") + len(clause.group().rstrip())
        yield Move(found.start(), end, found.start(), Mode.MAIN, Kind.REVERSED, sure)


def _days_after(found: re.Match[str]) -> Iterator[Move]:
    """Yield “three days after she ruled a vote out”."""
    yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.76, who=found.span("who"))


def _once_now(found: re.Match[str]) -> Iterator[Move]:
    """Yield “once opposed the ferry, now supports it”."""
    if found["once"] in {"once", "used to"} and _person(found["what"]):
        return
    kind = _kind(found["held"], found["what"]) if found["held"] else Kind.REVERSED
    who = found.span("who") if found["who"] else None
    recalled = found["once"] == "once"
    yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, 0.8, recalled=recalled, who=who)


def _no_longer(found: re.Match[str]) -> Iterator[Move]:
    """Yield “no longer supports”, where it is neither passive nor imagined."""
    if not _PASSIVE.search(found.string) and not re.search(r"\b(?:if|should|unless|may|might|could)\b", found.string):
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.78, future=True)


def _since(found: re.Match[str]) -> Iterator[Move]:
    """Yield “has since come out against”."""
    words = found.group()
    kind = Kind.OTHER if " said " in words else Kind.REVERSED
    kind = Kind.SOFTENED if re.search(r" would (?:support|consider|accept)|soften|moderat", words) else kind
    yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, 0.76, recalled=True)


def _marks(found: re.Match[str]) -> Iterator[Move]:
    """Yield “was a reversal of her earlier position”."""
    yield Move(found.start(), found.end(), found.start(), Mode.OWNER, Kind.REVERSED, 0.8, who=found.span("who"))


def _held(sure: float) -> Making:
    """Return what makes a move of a verb for what was held, unless somebody is what was supported."""

    def make(found: re.Match[str]) -> Iterator[Move]:
        what = found.groupdict().get("what") or ""
        if not _person(what):
            kind = _kind(found["verb"], what)
            likely = sure if kind is Kind.REVERSED else sure - 0.08  # an account is corrected for many a reason
            yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, likely)

    return make


def _before(found: re.Match[str]) -> Iterator[Move]:
    """Yield “praised the deal before coming out against it”."""
    if _HELD.search(found.string[: found.start()]):
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.72, recalled=True)


def _now_does(found: re.Match[str]) -> Iterator[Move]:
    """Yield “a deal that she now opposes”."""
    yield Move(found.start("subject"), found.end(), found.start("verb"), Mode.SUBJECT, Kind.REVERSED, 0.76)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TURNS = _words(
    "reversal about-face u-turn turnabout climbdown volte-face shift departure retreat turnaround softening hardening heart walk-back"
)
RULES = (
    Rule(
        _AFTER,
        _words(
            "initially originally refusing denying insisting rejecting dismissing ruling vowing promising pledging opposing resisting casting declining questioning"
        ),
        _after,
    ),
    Rule(
        _DAYS_AFTER,
        _words("hours_after days_after weeks_after months_after day_after week_after"),
        _days_after,
    ),
    Rule(
        _DAYS_ING,
        _words("hours_after days_after weeks_after months_after day_after week_after"),
        plain(Kind.REVERSED, 0.78, Mode.MAIN),
    ),
    Rule(
        _ONCE_NOW,
        _words(
            "once previously formerly initially originally used_to_oppose used_to_support used_to_back used_to_favor used_to_believe used_to_think used_to_say used_to_argue used_to_call"
        ),
        _once_now,
    ),
    Rule(_NO_LONGER, _words("longer"), _no_longer),
    Rule(_REVERSAL, _TURNS, plain(Kind.REVERSED, 0.8, Mode.MAIN)),
    Rule(_APPOSED, _TURNS, plain(Kind.REVERSED, 0.8, Mode.MAIN)),
    Rule(_MARKS, _TURNS, _marks),
    Rule(_SIDE, _words("once"), plain(Kind.REVERSED, 0.78, Mode.MAIN, recalled=True)),
    Rule(
        _COUNTER,
        _words("counter contradicts contradicted contradicting odds departs departed departing diverged"),
        plain(Kind.REVERSED, 0.78),
    ),
    Rule(_SINCE, _words("has_since"), _since),
    Rule(
        _BEFORE,
        _words(
            "before_coming before_turning before_opposing before_deciding before_disavowing before_saying before_announcing before_rejecting before_abandoning before_embracing before_later before_finally before_ultimately before_eventually before_abruptly"
        ),
        _before,
    ),
    Rule(_AT_FIRST, _words("initially originally"), _held(0.78)),
    Rule(_HAD_ONCE, _words("had_previously had_earlier had_initially had_originally"), _held(0.7)),
    Rule(
        _NOW_DOES,
        _words("opposes rejects disavows regrets supports embraces criticizes denounces repudiates"),
        _now_does,
    ),
    Rule(
        _DESPITE,
        _words("despite_his despite_her despite_its contrary_to contradiction breaking abandoning"),
        plain(Kind.REVERSED, 0.7, Mode.MAIN),
    ),
)
