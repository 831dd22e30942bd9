"""English, as data: the lists of words and the short patterns that those of changes of position are made of."""

from __future__ import annotations

from bot.reading.languages.english_changes import PRIOR, SAID, SIDE

LISTS = {
    "turn": """
        about-face, about-faces, about-turn, about-turns, U-turn, U-turns, u-turn, u-turns, turnabout, turnabouts, volte-face,
        volte-faces, change of heart, changes of heart, climbdown, climbdowns, walk-back, walk-backs, reversal, reversals
    """,
    "silent": "comment answer respond discuss speak talk name identify elaborate say testify appear attend meet release",
    "agreed": """
        agrees, agreed, accepts, accepted, signs, signed, backs, backed, endorses, endorsed, approves, approved, allows, allowed,
        voted for, voted against, relents, relented, joined, entered, announces, announced, admits, admitted, concedes, conceded,
        acknowledges, acknowledged, published, supports, supported, lifts, lifted, embraced, came out for, came out against,
        came out in favor of, came out in favour of, now says, now wants, now supports, now backs, now argues
    """,
    "held": """
        saying, refusing, denying, insisting, rejecting, ruling out, vowing, promising, pledging, opposing, resisting, arguing,
        swearing, hyping
    """,
    "against": """
        opposed, rejected, ruled out, refused, resisted, insisted, denied, dismissed, fought, criticised, criticized, excluded,
        voted against
    """,
    "at_first": "initially first originally long twice repeatedly previously once earlier",
    "swore": "argued vowed sworn said promised",
    "objection": "opposition objection objections promise pledge vow resistance refusal",
    "marked": "major sharp stunning dramatic striking notable remarkable abrupt sudden clear complete partial apparent rare",
    "force": """
        pressure protest protests protesters demand demands criticism call calls anger outrage outcry critics union unions backlash
    """,
    "hold": "back believe favor favour oppose think endorse fight insist want demand call support",
    "holds": """
        says said support supports supported oppose opposes opposed back backs backed wants calls insists announced agreed
        accepts admits admitted acknowledged conceded
    """,
    "said": SAID,
    "stood": SAID.removeprefix("said ").replace("claimed ", ""),
    "first": "once previously formerly initially originally",
    "side": SIDE,
    "prior": PRIOR,
    "pledge": "position stance pledge promise",
    "shift": "shift departure retreat",
    "moved": "changed shifted softened hardened evolved",
    "admits": "admits admitted acknowledges acknowledged concedes conceded said says",
    "later": "since later subsequently quickly then now recently eventually soon ultimately",
    "gapped": """
        walked back, retracted, recanted, withdrew, withdrawn, rescinded, disavowed, repudiated, renounced, abandoned, dropped,
        modified, revised, softened, amended, clarified, apologized, apologised, apologized for, apologised for, backed away from,
        walked away from, distanced himself from, distanced herself from, distanced itself from, regretted, reversed, disowned
    """,
    "wavers": "waffled waffles wavered equivocated shifted evolved",
    "erred": "erred, overstated, exaggerated, made a mistake in, made a mistake by",
    "side_with": "support, back, oppose, endorse, accept, allow, vote for, vote against",
}
# Short patterns that others are made of.
SHAPES = {
    "when": r"(?: (?:on |late |early |last |this )*(?:\w+day|week|month|year|morning|evening|night))?",
    "agrees": r"(?:{agreed}|sa(?:id|ys){when} (?:that )?(?:s?he|it|one) {may})",
    "may": r"(?:will|would|could|can|was (?:ready|open|willing))",
    "qual": r"(?:(?:having )?{at_first}|having|\w+s of)",
    "awhile": r"(?:for (?:\w+ )?(?:days|weeks|months|years)|to do so)",
    "after": r"after {qual} {held}|after {held} {awhile}|(?:hours|days|weeks|months) after {held}",
    "having": r"(?:despite )?having {against}|having {at_first} (?:{against}|{swore})",
    "despite": r"despite {at_first} {held}|despite (?:his|her|its) {prior} {objection}",
    "before": r"(?:{after}|{having}|{despite})",
    "opening": r"(?:(?:[Aa] few|\w+) )?(?i:{before})|(?i:having (?:sworn|vowed|ruled out|opposed|insisted))",
    "then": r"(?:but (?:on \w+day|now|later|then)|now|has since|has come)",
    "it": r"(?:it|them|one|that)",
    "on": r"(?: on(?: [\w-]+){1,5}?)?",
    "wrong": r"(?:(?:was|been) (?:wrong|mistaken) (?:to|about|on|in)|{erred})",
    "gave_in": r"(?:cav(?:e|es|ed|ing)(?: in)?|g(?:ive|ives|ave|iven|iving) in)",
    "no_longer": r"(?:{hold}(?:s|ed|d)?|opposed to|against|in favou?r of|demanding|insisting|ruling out)",
    "relents": r"(?:relent(?:s|ed)|U-turned|climb(?:s|ed) down(?={when} (?:over|on)\b)|{reconsiders})",
    "reconsiders": r"(?:flip-?flopped|capitulated)(?={when} (?:on|over|about|to)\b)|reconsidered(?={when}(?:[,.]| and\b))",
    "backs_off": r"back(?:s|ed|ing) (?:down|off)(?! (?:the|an?) )",
    "rows_back": r"row(?:s|ed) back(?={when}(?: on\b|[,.]))|retreated{when} (?:on|over)\b",
    "makes": r"(?:did|does|ma[dk]es?|making|performed|executed|staged|announced) (?:an?|another)",
    "now_says": r"(?:he|she|it) (?:now|no longer|regrets|would (?:support|back|consider|accept))",
}
