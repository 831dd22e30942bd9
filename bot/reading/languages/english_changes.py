"""English, as data: how news says that somebody's position moved. Each cue stands over what fits it and what must not.

Verbs are listed by their base, a doubled letter behind “:”, irregular forms with “/”, then the words behind them.
"""

from __future__ import annotations

from typing import NamedTuple

# Nouns for words that somebody said, for what somebody holds, and for what somebody means to do.
REMARK = """
    remark comment statement claim words assertion suggestion accusation allegation criticism tweet post testimony account
    story version prediction warning characterization characterisation description joke column insult answer explanation
    quip op-ed phrase wording slur language assessment comparison denial estimate forecast interview
"""
PLEDGE = """
    position stance pledge promise vow commitment demand endorsement threat opposition objection insistence support
    ultimatum assurance refusal resistance denial
"""
STANCE = f"""{PLEDGE}
    view opinion mind policy call line stand tune approach hostility skepticism scepticism reluctance thinking belief embrace
    rejection advocacy backing verdict neutrality decision vote
"""
PLAN = "plan proposal bill idea goal target timeline deadline agenda tariff ban levy offer"
THING = f"{REMARK} {STANCE} {PLAN} law legislation deal agreement measure treaty pact war reform"
SIDE = "proponent supporter critic opponent advocate champion skeptic sceptic foe backer defender"
PRIOR = "own earlier previous past prior initial original former longstanding long-standing longtime"

TAKE_BACK = """
    walk back from?, walk-back, retract, withdraw/withdraws/withdrew/withdrawn/withdrawing, rescind, revoke, backtrack on,
    backpedal on, back-pedal on, back away from, back off from?, back down from, row back on, roll back, pull back from, retreat from,
    climb down from, take/takes/took/taken/taking back, disown, recant
"""
DROP = """
    abandon, drop:p, ditch/ditches/ditched/ditching, renounce, scrap:p, renege on, shelve, give/gives/gave/given/giving up on?,
    go/goes/went/gone/going back on, reverse
"""
ALTER = "reverse, change, shift, switch/switches/switched/switching, alter, revise, modify, amend, rethink/rethinks/rethought, reconsider"
SOFTEN = "soften, moderate, tone down, dial back, scale back, water down, temper, ease, narrow"
HARDEN = "harden, toughen, stiffen"
CLARIFY = "clarify, correct, amend, revise"
LEAVE = """
    distance himself from, distance herself from, distance itself from, repudiate, disavow, disown, abandon, renounce, turn against, turn his back on, turn her back on,
    break/breaks/broke/broken/breaking with, depart from, retreat from, back away from, walk away from, pivot away from, contradict
"""
SORRY = "apologize for, apologise for, regret:t"


class Taking(NamedTuple):
    """Hold verbs that need an object, and whose it is: “own”, “any” unless somebody else is named, or of “prior”."""

    kind: str
    whose: str
    nouns: str
    verbs: str
    fits: tuple[str, str]
    misses: tuple[str, str]


# fmt: off
TAKING = (
    Taking("walked_back", "any", f"{REMARK} {PLEDGE}", TAKE_BACK,
        ("Kenya’s minister, Ana Ruiz, retracted a claim.", "Ana Ruiz walked back part of the remarks in Lyon."),
        ("Ana Ruiz walked back to the hotel.", "Ana Ruiz withdrew money from a bank in Peru.")),
    Taking("walked_back", "bare", "remarks comments statement claim pledge opposition objections endorsement support threat criticism", TAKE_BACK,
        ("Ana Ruiz retracts statement on Manila port.", "Ana Ruiz backs off threat to close the Danube."),
        ("Ana Ruiz withdraws troops.", "Ana Ruiz rolls back prices.")),
    Taking("walked_back", "own", f"{STANCE} {PLAN}", TAKE_BACK,
        ("Ana Ruiz rolled back her tariffs.", "Ana Ruiz backed away from her earlier proposal."),
        ("Ana Ruiz took back her coat.", "Ana Ruiz withdrew the horse.")),
    Taking("reversed", "own", STANCE, DROP,
        ("Ana Ruiz dropped her opposition to the dam.", "Ana Ruiz went back on her promise to Kenya."),
        ("Ana Ruiz dropped her phone.", "Ana Ruiz gave up her seat.")),
    Taking("reversed", "own", STANCE.replace(" support", "").replace(" endorsement", "").replace(" backing", ""), ALTER,
        ("Ana Ruiz changed her position on the dam.", "Ana Ruiz has revised her view of the Danube."),
        ("Ana Ruiz changed her name.", "Ana Ruiz switched her support to Tom Brandt.")),
    Taking("other", "own", PLAN, ALTER,
        ("Ana Ruiz revised her plan for the dam.", "Ana Ruiz amended her proposal in Nairobi."),
        ("Ana Ruiz altered the plan of the house.", "Ana Ruiz changed trains.")),
    Taking("softened", "own", f"{STANCE} {REMARK} {PLAN}", SOFTEN,
        ("Ana Ruiz softened her stance on the strike.", "Ana Ruiz scaled back her plan for the dam."),
        ("Ana Ruiz softened the butter.", "Ana Ruiz eased her way out.")),
    Taking("softened", "bare", "stance position criticism opposition demands", SOFTEN,
        ("Ana Ruiz softens stance on the strike.", "Ana Ruiz tones down criticism of Jakarta."),
        ("Ana Ruiz softens leather.", "Ana Ruiz eases pain.")),
    Taking("hardened", "own", STANCE, HARDEN,
        ("Ana Ruiz toughened her position on the strike.", "Ana Ruiz hardened her demands in Oslo."),
        ("Ana Ruiz hardened the steel.", "Ana Ruiz stiffened her back.")),
    Taking("reversed", "bare", "stance position", "reverse, change, shift",
        ("Ana Ruiz reverses position on the dam.", "Ana Ruiz shifts stance on Danube tolls."),
        ("Ana Ruiz changes seats.", "Ana Ruiz shifts gear.")),
    Taking("clarified", "any", f"{REMARK} {STANCE}", "clarify",
        ("Ana Ruiz clarified the remarks in Delhi.", "Ana Ruiz clarified her position on the dam."),
        ("Ana Ruiz clarified the butter.", "Ana Ruiz clarified Tom Brandt’s role.")),
    Taking("clarified", "own", REMARK, CLARIFY,
        ("Ana Ruiz corrected her statement.", "Ana Ruiz has amended her testimony in Quito."),
        ("Ana Ruiz corrected the map.", "Ana Ruiz amended Tom Brandt’s statement.")),
    Taking("walked_back", "own", REMARK, SORRY,
        ("Ana Ruiz apologized for her remarks.", "Ana Ruiz regretted her comments about Peru."),
        ("Ana Ruiz apologized for her conduct.", "Ana Ruiz regretted Tom Brandt’s remarks.")),
    Taking("walked_back", "any", REMARK, SORRY,
        ("Ana Ruiz apologised for the tweet.", "Ana Ruiz apologized for a joke about Peru."),
        ("Ana Ruiz apologized for a delay.", "Ana Ruiz apologized to the crew.")),
    Taking("reversed", "prior", THING, f"{LEAVE}, {DROP}",
        ("Ana Ruiz distanced herself from her earlier remarks.", "Ana Ruiz turned against the treaty she had signed."),
        ("Ana Ruiz distanced herself from Tom Brandt.", "Ana Ruiz disavowed the remarks of her rival in Peru.")),
)
# fmt: on


class Telling(NamedTuple):
    """Hold words that need no object: how they lead to whose position it is, words one of which they hold, the pattern.

    “{…}” stands for a list; the subject is looked for before the group “verb”, the group “who” names an owner.
    """

    kind: str
    mode: str
    words: str
    pattern: str
    fits: tuple[str, str]
    misses: tuple[str, str]
    recalled: bool = False


_BACK = "backtrack backtracks backtracked backtracking backpedaled backpedals backpedaling back-pedaled back-pedals back-pedalling"
SAID = "said defended denied refused resisted opposed supported insisted dismissed rejected claimed vowed promised pledged ruled balked"
# fmt: off
TELLING = (
    Telling("reversed", "subject", "reverse reverses reversed reversing changing changes changed switching switches switched",
        r"(?P<verb>revers(?:e|es|ed|ing) (?:himself|herself|itself|course)|(?:chang|switch)(?:ed|es|ing) course)\b",
        ("Ana Ruiz reversed herself on the dam.", "Ana Ruiz changed course on the Danube."),
        ("Ana Ruiz reversed the car.", "Ana Ruiz changed courses at the school.")),
    Telling("reversed", "subject", "relented relents",
        r"(?P<verb>relent(?:s|ed))\b",
        ("Ana Ruiz relented on Monday and published it.", "The Danube port relents."),
        ("Ana Ruiz was relentless.", "The rain in Peru did not relent.")),
    Telling("reversed", "subject", "changed changes changing",
        r"(?P<verb>chang(?:ed|es|ing) (?:his|her|its) (?:own )?(?:minds?|tune|opinion))\b",
        ("Ana Ruiz changed her mind about the dam.", "Ana Ruiz has changed her tune in Nairobi."),
        ("Ana Ruiz changed her shoes.", "Ana Ruiz changed the tune.")),
    Telling("clarified", "subject", "changed changes changing",
        r"(?P<verb>chang(?:ed|es|ing) (?:his|her|its) (?:\w+ )?(?:story|account))\b",
        ("Ana Ruiz changed her story about the dinner.", "Ana Ruiz has changed her account of the trip to Fiji."),
        ("Ana Ruiz changed the story of Fiji.", "Ana Ruiz changed accounts at her bank.")),
    Telling("walked_back", "subject", _BACK,
        r"(?P<verb>back-?(?:track|pedal)(?:s|l?ed|l?ing)?)\b",
        ("Ana Ruiz backtracked on Wednesday.", "Ana Ruiz has backpedaled from a pledge to Kenya."),
        ("Ana Ruiz laid the tracks back.", "The path is a back track.")),
    Telling("walked_back", "subject", "backs backed backing recanted misspoke misspoken",
        r"(?P<verb>back(?:s|ed|ing) (?:down|off)(?! (?:the|an?) )|recanted|misspoken?)\b",
        ("Ana Ruiz misspoke on Monday.", "Ana Ruiz backed down over the Danube."),
        ("Ana Ruiz backed off the stage.", "Ana Ruiz backed down the lane.")),
    Telling("reversed", "subject", "about-face about-faces u-turn turnabout volte-face climbdown reversal flip-flop walk-back",
        r"(?P<verb>(?:did|made|making|performed|staged) (?:an?|another) (?:[\w-]+ ){0,2}{turn})\b(?! of )",
        ("Ana Ruiz did an about-face on the dam.", "Ana Ruiz made a sharp U-turn in Oslo."),
        ("Ana Ruiz made a reversal of fortune look easy.", "Ana Ruiz made the U-turn sign.")),
    Telling("clarified", "subject", "clarified clarifies",
        r"(?P<verb>clarif(?:ied|ies) (?:that (?:he|she|it|they|his|her)|what (?:he|she) (?:had )?(?:meant|said)))\b",
        ("Ana Ruiz later clarified that she meant the dam.", "Ana Ruiz clarified what she had said in Peru."),
        ("Ana Ruiz clarified the butter.", "Ana Ruiz clarified nothing.")),
    Telling("clarified", "subject", "clarified clarify",
        r"(?:later|quickly|then|since) (?P<verb>clarif(?:ied|y))\b",
        ("Ana Ruiz later clarified in Lima.", "Ana Ruiz quickly clarified on a radio."),
        ("Ana Ruiz melted and then the butter clarified.", "Ana Ruiz will clarify.")),
    Telling("reversed", "owner", "about-face about-faces u-turn u-turns turnabout volte-face heart climbdown reversal reversals",
        r"{whose}(?!an?\b|the\b)(?:[\w-]+ ){0,2}?(?P<verb>{turn}) (?:on|over|about|from)\b(?! (?:several|many) )",
        ("Ana Ruiz’s about-face on the dam surprised us.", "Her change of heart over the Danube came late."),
        ("Ana Ruiz’s change of heart surprised us.", "Ana Ruiz’s reversals on several issues hurt her.")),
    Telling("reversed", "owner", "about-face u-turn turnabout volte-face climbdown reversal",
        r"\b(?:was|is|marked|marks) (?:\w+ ){0,2}?an? (?P<verb>(?:[\w-]+ ){0,2}{turn} (?:for|by)) {whom}",
        ("It was something of an about-face for Ruiz.", "The vote is a sharp U-turn by Ana Ruiz."),
        ("It was a reversal of fortune for Ruiz.", "It was a day for Ana Ruiz.")),
    Telling("reversed", "owner", "changed shifted softened hardened evolved",
        r"{whose}(?:position|stance|view|story|opinion|rhetoric)s?{on} (?P<verb>(?:ha[sd] |have )?(?P<moved>{moved}))\b",
        ("Ana Ruiz’s position on the dam has changed.", "Her stance on Danube tolls softened."),
        ("Ana Ruiz’s life has changed.", "Ana Ruiz’s position was changed by the clerk.")),
    Telling("reversed", "main", "initially originally refusing denying insisting rejecting ruling vowing promising pledging opposing hyping",
        r"\b(?P<verb>[Aa]fter (?:initially|first|originally|\w+s of) (?:{held}))\b(?! (?:to )?{silent})[^,.;]{0,90}",
        ("After initially opposing the dam, Ana Ruiz backed it.", "After months of refusing to back it, Ana Ruiz did."),
        ("After initially refusing to comment, Ana Ruiz spoke.", "After months of rain, Ana Ruiz spoke.")),
    Telling("reversed", "subject", "longer",
        r"(?P<verb>no longer (?:{hold})(?:s|ed|d)?)\b(?! by | the weight| to (?:stay|live|work))",
        ("Ana Ruiz no longer supports the dam.", "Ana Ruiz said she would no longer oppose the Danube ferry."),
        ("Ana Ruiz no longer lives in Peru.", "The dam is no longer supported by Ana Ruiz.")),
    Telling("reversed", "subject", "once previously formerly initially originally",
        r"(?P<verb>(?:{first}) (?:{said}))\b(?! (?:fellow )?[A-Z])[^.;]{2,120}? (?:{then}) (?:\w+ ){0,2}?{holds}\b",
        ("Ana Ruiz, who once opposed the dam, now supports it.", "Ana Ruiz initially rejected it, but now she backs it."),
        ("Ana Ruiz, who once backed Tom Brandt, now backs Jo Lee.", "Ana Ruiz once opposed a dam in Peru.")),
    Telling("clarified", "subject", "initially originally",
        r"(?P<verb>(?:initially|originally) (?:said|claimed))\b(?! (?:that )?(?:s?he|it|they|the \w+) would)[^,.;]{0,60}",
        ("Ana Ruiz initially said that no list was kept.", "Ana Ruiz originally claimed Peru had been told."),
        ("Ana Ruiz initially said it would take two months.", "Ana Ruiz was initially a nurse.")),
    Telling("reversed", "subject", "initially originally",
        r"(?P<verb>(?:initially|originally) (?:said (?:that )?s?he would|{stood}))\b(?! (?:to )?{silent})[^,.;]{0,60}",
        ("Ana Ruiz initially opposed the dam.", "Ana Ruiz originally denied that Peru was asked."),
        ("Ana Ruiz initially refused to comment.", "Ana Ruiz was initially a nurse.")),
    Telling("reversed", "main", "reversal about-face u-turn turnabout shift departure retreat",
        r"[,–—-] (?P<verb>(?:in )?an? (?:[\w-]+ ){0,2}?(?:{turn}|{shift}) (?:from|of) (?:his|her|its) (?:{prior}|{pledge}))\b",
        ("Ana Ruiz backed it, a reversal of her earlier view.", "Ana Ruiz agreed, a departure from her own line in Oslo."),
        ("Ana Ruiz won, a reversal of her fortunes.", "Ana Ruiz left, a departure from Oslo.")),
    Telling("reversed", "main", "once",
        r"\b(?P<verb>[Oo]nce an? (?:[\w-]+ ){0,3}(?:{side}) of [^,;.]{3,60}), [^.;]{0,80}?\b(?:{then})\b",
        ("Once a critic of the dam, Ana Ruiz now backs it.", "Once a loud foe of tolls, Ana Ruiz has since built one."),
        ("Once a critic of the dam wrote to Ana Ruiz.", "Once a nurse, Ana Ruiz now leads Peru."), recalled=True),
    Telling("other", "subject", "since",
        r"(?P<verb>has since said (?:that )?(?:he|she|it) (?:now|would (?:support|back|consider|accept)))\b",
        ("Ana Ruiz has since said she would support the dam.", "Ana Ruiz has since said that she now sees Peru."),
        ("Ana Ruiz has since said nothing.", "Ana Ruiz has since said he would fall."), recalled=True),
    Telling("reversed", "subject", "since",
        r"(?P<verb>has since (?:come out (?:against|for)|disavowed|renounced|said (?:he|she|it) (?:regrets|no longer)))\b",
        ("Ana Ruiz has since come out against the dam.", "Ana Ruiz has since said she regrets the vote on Peru."),
        ("Ana Ruiz has since said nothing.", "Ana Ruiz has since come home."), recalled=True),
    Telling("walked_back", "subject", "wrong mistaken mistake erred overstated exaggerated misspoken",
        r"(?P<verb>{admits} (?:that )?(?:he|she) (?:had )?(?:(?:was|been) (?:wrong|mistaken) (?:to|about|on|in)|{erred}))\b",
        ("Ana Ruiz conceded that she had been wrong about the dam.", "Ana Ruiz said she overstated the cost in Peru."),
        ("Ana Ruiz said the map was wrong.", "Ana Ruiz admitted that she had been late.")),
    Telling("walked_back", "subject", "apologized apologised apologizes apologises regrets regretted",
        r"(?P<verb>(?:apologi[sz]e[sd](?: on \w+day| later)? for|regret(?:s|ted)) (?:say|call|suggest|claim|compar|describ)ing)\b",
        ("Ana Ruiz apologized on Friday for calling them lazy.", "Ana Ruiz regrets saying that Peru was poor."),
        ("Ana Ruiz apologized for being late.", "Ana Ruiz regrets the flood.")),
    Telling("other", "subject", "waffled waffles wavered equivocated shifted evolved",
        r"(?P<verb>waffle[sd]|wavered|equivocated|shifted|evolved)(?: of late| recently)? (?:on|over|about|as to)\b(?! h(?:is|er) )",
        ("Ana Ruiz has shifted on the dam.", "Ana Ruiz waffled of late as to whether Peru matters."),
        ("Ana Ruiz shifted her weight.", "Ana Ruiz shifted on her seat.")),
)
# fmt: on
TURN = r"(?:about-faces?|[Uu]-turns?|turnabouts?|volte-faces?|changes? of heart|climbdowns?|walk-backs?|reversals?)"
SILENT = r"(?:comment|answer|respond|discuss|speak|talk|name|identify|elaborate|say|testify|appear|attend|meet|release)"
LISTS = {
    "turn": TURN,
    "silent": SILENT,
    "held": r"saying|refusing|denying|insisting|rejecting|ruling out|vowing|promising|pledging|opposing|resisting|hyping",
    "hold": r"back|believe|favou?r|oppose|think|endorse|fight|insist|want|demand|call|support",
    "holds": r"(?:says|said|supports?|supported|opposes?|opposed|backs?|backed|wants|calls|insists|announced|agreed|accepts)",
    "said": SAID.replace(" ", "|"),
    "stood": SAID.removeprefix("said ").replace("claimed ", "").replace(" ", "|"),
    "first": "once|previously|formerly|initially|originally",
    "then": r"but (?:on \w+day|now|later|then)|now|has since|has come",
    "side": SIDE.replace(" ", "|"),
    "prior": PRIOR.replace(" ", "|"),
    "pledge": "position|stance|pledge|promise",
    "shift": "shift|departure|retreat",
    "moved": "changed|shifted|softened|hardened|evolved",
    "on": r"(?: on(?: [\w-]+){1,5}?)?",
    "admits": r"(?:admit(?:s|ted)|acknowledge[sd]|concede[sd]|said|says)",
    "erred": r"erred|overstated|exaggerated|made a mistake (?:in|by)",
}

# Verbs behind what they take: “a position he has since modified”.
GAPPED = """
    walked back, retracted, recanted, withdrew, withdrawn, rescinded, disavowed, repudiated, renounced, abandoned, dropped, modified,
    revised, softened, amended, clarified, apologized for, apologised for, backed away from, distanced himself from, distanced herself from,
    regretted, reversed, disowned, walked away from, scaled back, moderated, reneged on
"""
LATER = "since later subsequently quickly then now recently eventually soon ultimately"
GAPPED_KINDS = {
    **dict.fromkeys(("clarified",), "clarified"),
    **dict.fromkeys(("softened", "scaled", "moderated"), "softened"),
    **dict.fromkeys(("modified", "revised", "amended"), "other"),
    **dict.fromkeys("reversed abandoned renounced repudiated disavowed dropped disowned reneged".split(), "reversed"),
}
MOVED_KINDS = {"softened": "softened", "hardened": "hardened", "shifted": "other", "evolved": "other"}

# In the speaker's own words: kind, then the pattern behind “I”.
FIRST_PERSON = (
    ("walked_back", r"\bI(?: have|[’']ve)? misspoken?\b"),
    ("walked_back", r"\bI(?:[’']ll| will| want to)? (?:take|took) (?:it|that|those words|what I said) back\b"),
    ("walked_back", r"\bI should(?:n[’']t| not| never) have (?:said|called|tweeted|suggested|used th(?:at|ose))\b"),
    ("walked_back", r"\bI (?:\w+ly )?(?:regret|apologi[sz]e for|retract|withdraw) (?:saying|calling|what I said)\b"),
    (
        "walked_back",
        r"\bI (?:\w+ly )?(?:regret|apologi[sz]e for|retract|withdraw) (?:my|those) (?:remark|comment|word|statement)s?\b(?! that)",
    ),
    (
        "walked_back",
        r"\bI was (?:wrong|mistaken) (?:to (?:say|call|suggest|oppose|support|vote)|in saying|about|when I said)\b",
    ),
    ("reversed", r"\bI(?:[’']ve| have) (?:changed|revised|reversed) my (?:mind|position|view|opinion|stance)\b"),
    ("reversed", r"\bI(?:[’']ve| have) (?:reconsidered|had a change of heart)\b"),
    ("reversed", r"\bI no longer (?:believe|support|think|oppose|favou?r|back|stand by)\b"),
    ("reversed", r"\bI used to (?:believe|think|support|oppose|be (?:for|against))\b"),
    ("other", r"\b[Mm]y (?:position|views?|thinking|stance)s? (?:has|have) (?:changed|evolved|shifted)\b"),
)
FIRST_WORDS = """
    misspoke misspoken back should shouldn’t regret apologize apologise retract withdraw wrong mistaken changed revised
    reversed reconsidered heart longer used evolved shifted
"""
PARTIAL = frozenset({"softened", "hardened", "other", "clarified"})  # such a change is one of degree
FOR_ANOTHER = frozenset({"clarified", "walked_back"})  # what staff does for whoever said it
# What tells, in a sentence before, what somebody held.
HELD_BEFORE = """
    said say says supported backed opposed rejected dismissed promised vowed pledged insisted denied called argued refused told
    announced wrote tweeted declared described predicted threatened ordered proposed suggested believed supports
"""
