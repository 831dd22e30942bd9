"""Find a before that is set against a now, where no verb says that a position changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model.position import Kind
from bot.reading.languages import english_changes as data
from bot.reading.moves import NAME as _NAME
from bot.reading.moves import Mode, Move

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
_CHANGED_NOW = rf"(?:now|has (?:since|now)|have (?:since|now)|(?:has|have) come to|lately|but (?:on \w+day|later|this week|then|now|more recently|recently|today|by \w+day|in recent (?:days|weeks|months)|late \w+day|early \w+day))"
_ONCE_NOW = re.compile(
    rf"\b(?P<verb>(?P<once>once|previously|formerly|initially|originally|at first|used to|had once|had previously|had initially|had long|had earlier|had originally|in the past|had) (?P<held>{data.HELD}|oppose|support|back|favou?r|believe|think|argue|call for))\b"
    rf"(?P<what>[^.;]{{2,160}}?)(?P<now>\b{_CHANGED_NOW},? (?:[\w ]{{0,24}}?\b(?P<who>he|she|{_NAME})\b )?(?:(?:also|publicly|fully|strongly|\w+ly) )?{data.HOLDS})\b"
)
_NO_LONGER = re.compile(
    r"\b(?P<verb>no longer (?:supports?|backs?|believes?|favou?rs?|opposes?|opposed|supported|backed|believed|favored|aims?|aimed|fight|think(?:s)?|thought|rul(?:es|ed|ing) out|call(?:s|ed|ing)? for|insists?|insisted|"
    r"stands? by|stood by|objects?|objected|advocates?|endorses?|endorsed|demands?|demanded|oppose|supporting|backing|opposed to|committed to|in favou?r|willing to (?:support|back|endorse)|convinced|sure that|intends to|intended to|wants|wanted))\b(?! (?:to (?:stay|live|work|play|be)\b|him\b|her\b|me\b))"
)
_REVERSAL = re.compile(
    rf"\b(?P<verb>[Ii]n (?:what \w+(?: \w+){{0,4}} )?(?:an?|another|its|his|her) (?:[\w-]+,? ){{0,3}}?(?:reversal|about-face|[Uu]-turn|turnabout|change of (?:heart|position|tune|tone)|climbdown|volte-face|walk-back|flip-flop|(?:shift|change|departure|break|retreat) (?:in (?:tone|position|policy|stance|rhetoric)|from (?:his|her|its|their) (?:own |previous |earlier |past |prior |longtime |initial )+[\w-]+)))\b(?! of (?:fortune|roles))"
)
_SIDE = re.compile(
    rf"\b(?P<verb>[Oo]nce (?:an?|the) (?:[\w-]+,? ){{0,4}}{data.SIDES} of (?P<what>[^,;.]{{3,80}}), )(?P<rest>[^.;]{{0,120}}?\b(?:now|has since|have since|has come|has become)\b)"
)
_COUNTER = re.compile(
    r"\b(?P<verb>(?:r(?:un|uns|an|unning) counter to|contradict(?:s|ed|ing)|at odds with|depart(?:s|ed|ing) from|back(?:s|ed|ing) away from|diverg(?:e|es|ed|ing) from|go(?:es|ing) against|went against) (?:his|her|its|their) (?:own )?(?:earlier|previous|past|prior|initial|original|own|campaign|longtime|long-held) (?:[\w-]+ ){0,3}?"
    + rf"(?:{data.REMARK}|{data.STANCE}|{data.PLAN}))\b"
)
_SINCE = re.compile(
    r"\b(?P<verb>(?:has|have) since (?:come out (?:against|for|in)|come (?:a)?round|reversed|changed|adopted|embraced|disavowed|renounced|softened|moderated|shifted|evolved|retreated|reconsidered|apologi[sz]ed|walked|backed (?:away|off|down)|said (?:that )?(?:he|she|it|they) (?:regrets?|regretted|was (?:wrong|mistaken|joking|kidding)|misspoke|would (?:support|back|oppose|accept|consider)|no longer|now|supports|opposes|favors)))\b"
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
_HELD = re.compile(rf"\b{data.HELD}\b")


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
        0.74 if now else 0.64,
        who=found.span("who"),
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
    account = verb.split()[-1] in {"said", "claimed", "suggested", "indicated"}
    return Kind.CLARIFIED if account and not _STAND.match(behind) else Kind.REVERSED


def contrasts(mask: str) -> Iterator[Move]:
    """Yield a before that is set against a now, with verbs and with nouns."""
    yield from _verbal(mask)
    for pattern, sure in ((_DAYS_ING, 0.78), (_DESPITE, 0.74), (_APPOSED, 0.8)):
        for found in pattern.finditer(mask):
            yield Move(found.start("verb"), found.end(), found.start("verb"), Mode.MAIN, Kind.REVERSED, sure)
    for found in _MARKS.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.OWNER, Kind.REVERSED, 0.8, who=found.span("who"))
    for pattern, sure, recalled in ((_BEFORE, 0.72, True), (_AT_FIRST, 0.74, False), (_HAD_ONCE, 0.7, False)):
        for found in pattern.finditer(mask):
            held = pattern is not _BEFORE or _HELD.search(mask[: found.start()])
            if held and not _person(found.groupdict().get("what") or " "):
                yield Move(
                    found.start(),
                    found.end(),
                    found.start(),
                    Mode.SUBJECT,
                    _kind(found["verb"], mask[found.end("verb") :]),
                    sure,
                    recalled=recalled,
                )
    for found in _NOW_DOES.finditer(mask):
        yield Move(found.start("subject"), found.end(), found.start("verb"), Mode.SUBJECT, Kind.REVERSED, 0.76)


def _verbal(mask: str) -> Iterator[Move]:
    """Yield a before that is set against a now by verbs."""
    for found in _AFTER.finditer(mask):
        if found["after"] != "Having" and found["verb"].endswith("ed") and found["verb"] != "said":
            continue
        strong = _STRONG.match(found["verb"] + found["rest"])
        ago = re.search(rf"\b{_AGO}\b", found["rest"][:70])
        sure = 0.8 if found["first"] else 0.78 if found["long"] and strong else 0.74 if ago and strong else 0.0
        if sure and not re.search(r"\b(?:still|again refused|continued|repeated|reiterated)\b", mask):
            end = found.end("verb") + len(re.match(r"[^,.;—–\x01]{0,90}", found["rest"])[0].rstrip())  # type: ignore[index]
            yield Move(found.start(), end, found.start(), Mode.MAIN, Kind.REVERSED, sure)
    for found in _DAYS_AFTER.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.76, who=found.span("who"))
    for found in _ONCE_NOW.finditer(mask):
        if found["once"] in {"had", "once", "used to"} and re.match(
            r" (?:for )?(?:fellow |[a-z]+ )?[A-Z]\w+(?: [A-Z]\w+)*[ ,](?!plan|bill)", found["what"] + " "
        ):
            continue
        weak = found["once"] == "had" and not re.search(r"\b(?:now|has since|later)\b", found["now"])
        yield Move(
            found.start(),
            found.end(),
            found.start(),
            Mode.SUBJECT,
            _kind(found["held"], found["what"]) if found["held"] else Kind.REVERSED,
            0.66 if weak else 0.8,
            recalled=found["once"] == "once",
            who=found.span("who") if found["who"] else None,
        )
    for found in _NO_LONGER.finditer(mask):
        passive = re.search(
            r"\b(?:is|are|was|were|be|been|’s|'s) no longer (?:supported|backed|opposed|favou?red|believed|demanded|endorsed|objected|thought|wanted|stood|insisted|aimed|intended)(?! to\b)",
            mask,
        )
        if not passive and not re.search(r"\b(?:if|should|unless|may|might|could)\b", mask):
            yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.78, future=True)
    for found in _REVERSAL.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.8)
    for found in _SIDE.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.78, recalled=True)
    for found in _COUNTER.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.78)
    for found in _SINCE.finditer(mask):
        kind = Kind.OTHER if " said " in found.group() else Kind.REVERSED
        kind = Kind.SOFTENED if re.search(r" would (?:support|consider|accept)|soften|moderat", found.group()) else kind
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, 0.74, recalled=True)
