"""English, as data: how news says that somebody's position moved. Each cue stands over what fits it and what must not.

Verbs are listed by their base, a doubled letter behind “:”, irregular forms with “/”, then the words behind them.
"""

from __future__ import annotations

from typing import NamedTuple

# Nouns for words that somebody said, for what somebody holds, and for what somebody means to do.
REMARK = """
    remark comment statement claim words assertion suggestion accusation allegation criticism tweet post testimony account
    story version prediction warning characterization characterisation description joke column insult answer explanation
    quip op-ed phrase wording slur language assessment comparison denial interview essay article letter speech apology
"""
PLEDGE = """
    position stance pledge promise vow commitment demand endorsement threat opposition objection insistence support
    ultimatum assurance refusal resistance denial veto boycott
"""
STANCE = f"""{PLEDGE}
    view opinion mind policy call line stand tune approach hostility skepticism scepticism reluctance thinking belief embrace
    rejection advocacy backing verdict neutrality decision vote
"""
PLAN = "plan proposal bill idea goal target timeline deadline agenda tariff ban levy offer resignation"
THING = f"{REMARK} {STANCE} {PLAN} law legislation deal agreement measure treaty pact war reform"
SIDE = "proponent supporter critic opponent advocate champion skeptic sceptic foe backer defender"
BARE = "remarks comments statement claim pledge opposition objections endorsement support threat criticism stance plans demand demands"
# What a speaker did to what was his or hers; what a noun goes on with that is no position, and whose it may be instead.
DONE = """
    gave wrote supported backed championed pushed promoted favored favoured negotiated sponsored praised endorsed signed promised
    made opposed
"""
GOING = "attend visit travel fly"
OTHERS = "deputy predecessor rival party aide aides ally allies colleague colleagues son wife husband"
PRIOR = "own earlier previous past prior initial original former long longstanding long-standing longtime"

TAKE_BACK = """
    walk back from?, walk-back, retract, withdraw/withdraws/withdrew/withdrawn/withdrawing, rescind, revoke, backtrack on,
    backtrack from, backpedal on, back-pedal on, back away from, back off from?, back down from, row back on, roll back,
    pull back from, retreat from, climb down from, take/takes/took/taken/taking back, disown, recant
"""
DROP = """
    cancel/cancels/canceled/cancelled, call/calls/called/calling off, abandon, drop:p, ditch, renounce, scrap:p, renege on, shelve, give/gives/gave/given/giving up on?, jettison, lift, waive,
    go/goes/went/gone/going back on, throw/throws/threw/thrown/throwing out, reverse
"""
BREAK = "break/breaks/broke/broken/breaking, renege on, go/goes/went/gone/going back on, ditch, abandon"
ALTER = "reverse, change, shift, switch, alter, revise, modify, amend, rethink/rethinks/rethought, reconsider"
SOFTEN = "soften, moderate, tone down, dial back, scale back, water down, temper, ease, narrow"
HARDEN = "harden, toughen, stiffen"
CLARIFY = "clarify, correct, amend, revise"
LEAVE = """
    distance himself from, distance herself from, distance itself from, repudiate, disavow, disown, abandon, renounce, turn against, turn his back on, turn her back on,
    break/breaks/broke/broken/breaking with, depart from, retreat from, back away from, walk away from, pivot away from, contradict
"""
SORRY = "apologize for, apologise for, regret:t"


class Taking(NamedTuple):
    """Hold verbs that need an object, and whose it is: “own” or bare, as headlines have it, “any” not another’s, or “prior”."""

    kind: str
    whose: str
    nouns: str
    verbs: str
    fits: tuple[str, str]
    misses: tuple[str, str]


# fmt: off
TAKING = (
    Taking("walked_back", "any", f"{REMARK} {PLEDGE}", TAKE_BACK,
        ("Kenya’s minister, Ruiz, retracted a claim.", "Ruiz walked back part of the remarks in Lyon."),
        ("Ruiz walked back to the hotel.", "Ruiz withdrew money from a bank in Peru.")),
    Taking("walked_back", "own", f"{STANCE} {PLAN}", TAKE_BACK,
        ("Ruiz rolled back her tariffs.", "Ruiz backed away from her earlier proposal."), ("Ruiz took back her coat.", "Ruiz withdrew the horse.")),
    Taking("reversed", "own", STANCE, DROP,
        ("Ruiz dropped her opposition to the dam.", "Ruiz went back on her promise to Kenya."),
        ("Ruiz dropped her phone.", "Ruiz gave up her seat.")),
    Taking("reversed", "own", STANCE.replace(" support", "").replace(" endorsement", "").replace(" backing", ""), ALTER,
        ("Ruiz changed her position on the dam.", "Ruiz has revised her view of the Danube."),
        ("Ruiz changed her name.", "Ruiz switched her support to Tom Brandt.")),
    Taking("reversed", "any", "pledge promise vow commitment word", BREAK,
        ("Ruiz broke a promise to Kenya.", "Ruiz reneged on the pledge that she gave in Oslo."),
        ("Ruiz broke the silence.", "Ruiz abandoned the ship.")),
    Taking("reversed", "any", "objection veto boycott insistence demand condition precondition refusal resistance", DROP,
        ("Ruiz dropped that condition.", "Ruiz lifted a veto on aid to Kenya."), ("Ruiz lifted a bag.", "Ruiz dropped the veto by Tom Brandt.")),
    Taking("reversed", "any", "decision stance position", "reverse, rescind, backtrack on, go/goes/went/gone/going back on, row back on",
        ("Ruiz reversed a decision to sell the dam.", "Ruiz backtracked on the decision in Quito."),
        ("Ruiz reversed the decision by Tom Brandt.", "Ruiz reversed the car.")),
    Taking("reversed", "own", PLAN, DROP,
        ("Ruiz shelved her plan for the dam.", "Ruiz scrapped her own proposal in Quito."),
        ("Ruiz scrapped the car.", "Ruiz dropped Tom Brandt’s plan.")),
    Taking("clarified", "own", "story account", "change, alter",
        ("Ruiz changed her story about the dinner.", "Ruiz has changed her account of the trip to Fiji."),
        ("Ruiz changed the story of Fiji.", "Ruiz changed accounts at her bank.")),
    Taking("other", "own", PLAN, ALTER,
        ("Ruiz revised her plan for the dam.", "Ruiz amended her proposal in Nairobi."),
        ("Ruiz altered the plan of the house.", "Ruiz changed trains.")),
    Taking("softened", "own", f"{STANCE} {REMARK} {PLAN}", SOFTEN,
        ("Ruiz softened her stance on the strike.", "Ruiz scaled back her plan for the dam."),
        ("Ruiz softened the butter.", "Ruiz eased her way out.")),
    Taking("hardened", "own", STANCE, HARDEN,
        ("Ruiz toughened her position on the strike.", "Ruiz hardened her demands in Oslo."),
        ("Ruiz hardened the steel.", "Ruiz stiffened her back.")),
    Taking("clarified", "any", f"{REMARK} {STANCE}", "clarify",
        ("Ruiz clarified the remarks in Delhi.", "Ruiz clarified her position on the dam."),
        ("Ruiz clarified the butter.", "Ruiz clarified Tom Brandt’s role.")),
    Taking("clarified", "own", REMARK, CLARIFY,
        ("Ruiz corrected her statement.", "Ruiz has amended her testimony in Quito."),
        ("Ruiz corrected the map.", "Ruiz amended Tom Brandt’s statement.")),
    Taking("walked_back", "any", REMARK, SORRY,
        ("Ruiz apologised for the tweet.", "Ruiz apologized for a joke about Peru."),
        ("Ruiz apologized for a delay.", "Ruiz apologized to the crew.")),
    Taking("reversed", "prior", THING, f"{LEAVE}, {DROP}",
        ("Ruiz distanced herself from her earlier remarks.", "Ruiz turned against the treaty she had signed."),
        ("Ruiz distanced herself from Tom Brandt.", "Ruiz disavowed the remarks of her rival in Peru.")),
)


class Telling(NamedTuple):
    """Hold words that need no object: how they lead to whose position it is, words one of which they hold, the pattern.

    “{…}” stands for a list or a shape of english_shapes.py; the subject is looked for before the group “verb”, the group “who” names an owner.
    """

    kind: str
    mode: str
    words: str
    pattern: str
    fits: tuple[str, str]
    misses: tuple[str, str]
    recalled: bool = False


SAID = "said defended denied refused resisted opposed supported insisted dismissed rejected claimed vowed promised pledged ruled balked"
_BACK = """
    backtrack backtracks backtracked backtracking backpedal backpedals backpedaled backpedaling backpedalled backpedalling
    back-pedaled back-pedals back-pedalled back-pedalling recanted misspoke misspoken
"""
_HELD = "refusing denying insisting rejecting ruling vowing promising pledging opposing resisting arguing swearing saying hyping"
_AGAINST = "opposed rejected ruled refused resisted insisted denied dismissed fought criticised criticized excluded voted"
_TURNS = "about-face about-faces about-turn u-turn u-turns turnabout volte-face heart climbdown reversal reversals flip-flop walk-back"
TELLING = (
    Telling("reversed", "subject", "reverse reverses reversed reversing changing changes changed switching switches switched",
        r"(?P<verb>revers(?:e|es|ed|ing) (?:himself|herself|itself|course)|(?:chang|switch)(?:ed|es|ing) (?:course|tack))\b",
        ("Ruiz reversed herself on the dam.", "Ruiz changed tack on the Danube."), ("Ruiz reversed the car.", "Ruiz changed courses at the school.")),
    Telling("reversed", "subject", "relented relents u-turned climbed climbs reconsidered flip-flopped flipflopped capitulated",
        r"(?P<verb>{relents})\b",
        ("Ruiz relented on Monday and published it.", "Ruiz climbed down over the tolls in Peru."), ("Ruiz bought flip-flops.", "Ruiz climbed down the mast.")),
    Telling("reversed", "subject", "cave caves caved caving give gives gave given giving",
        r"(?P<verb>{gave_in}{when}(?= (?:to|on|over|under|and)\b|[,.]))",
        ("Ruiz caved on Thursday and met the miners.", "Ruiz gave in to the unions of Peru."),
        ("Ruiz caved in the roof.", "Ruiz gave in her papers.")),
    Telling("reversed", "subject", "bow bows bowed yield yields yielded",
        r"(?P<verb>(?:bow|yield)(?:s|ed|ing)?{when} to (?:[\w-]+ ){0,3}?{force})\b(?! to (?:resign|quit|step))",
        ("Ruiz bowed to public anger in Peru.", "Ruiz yielded to calls for a vote."), ("Ruiz bowed to the queen.", "Ruiz yielded to a lorry.")),
    Telling("reversed", "main", "bowing yielding",
        r"\b(?P<verb>(?:[Bb]owing|[Yy]ielding) to (?:[\w-]+ ){0,3}?{force})\b[^,.;]{0,60}, [^.;]{0,60}?\b{agrees}",
        ("Bowing to pressure, Ruiz agreed to pay.", "Yielding to calls from Peru, Ruiz accepted the vote."),
        ("Bowing to the queen, Ruiz smiled.", "Bowing to pressure, the dam broke.")),
    Telling("walked_back", "subject", _BACK, r"(?P<verb>back-?(?:track|pedal)(?:s|l?ed|l?ing)?|recanted|misspoken?)\b",
        ("Ruiz misspoke on Wednesday.", "Ruiz has backpedalled from a pledge to Kenya."),
        ("Ruiz laid the tracks back.", "The path is a back track.")),
    Telling("walked_back", "subject", "backs backed backing rowed rows retreated",
        r"(?P<verb>{backs_off}|{rows_back})",
        ("Ruiz backed down over the Danube.", "Ruiz rowed back on Monday."), ("Ruiz backed off the stage.", "Ruiz rowed back to the shore.")),
    Telling("reversed", "subject", _TURNS,
        r"(?P<verb>{makes} (?:[\w-]+ ){0,2}{turn})\b(?! (?:of|in|at|near|for) )",
        ("Ruiz did an about-face on the dam.", "Ruiz made a sharp U-turn on Monday over tolls in Peru."),
        ("Ruiz made a reversal of fortune look easy.", "Ruiz made a U-turn in the lane.")),
    Telling("reversed", "subject", "come came comes warmed cooled",
        r"(?P<verb>c(?:o|a)mes?{when} a?round to|(?:warmed|cooled) (?:to|on) (?:the|an?) (?:idea|plan|prospect|proposal))\b",
        ("Ruiz has come round to the toll.", "Ruiz came around to the view from Oslo."),
        ("Ruiz came round the corner.", "Ruiz came to support Tom Brandt in Peru.")),
    Telling("clarified", "subject", "clarified clarifies",
        r"(?P<verb>clarif(?:ied|ies){when} (?:that (?:he|she|it|they|his|her)|what (?:he|she) (?:had )?(?:meant|said)))\b",
        ("Ruiz later clarified that she meant the dam.", "Ruiz clarified on Monday what she had said in Peru."),
        ("Ruiz clarified the butter.", "Ruiz clarified nothing.")),
    Telling("clarified", "subject", "clarified clarify", r"(?:later|quickly|then|since) (?P<verb>clarif(?:ied|y))\b",
        ("Ruiz later clarified in Lima.", "Ruiz quickly clarified on a radio."),
        ("Ruiz melted and then the butter clarified.", "Ruiz will clarify.")),
    Telling("reversed", "owner", f"{_TURNS} shift",
        r"{whose}(?!an?\b|the\b)(?:[\w-]+ ){0,2}?(?P<verb>{turn}|shift) (?:on|over|about|from)\b(?! (?:several|many) )",
        ("Ruiz’s about-face on the dam surprised us.", "Her change of heart over the Danube came late."),
        ("Ruiz’s change of heart surprised us.", "Ruiz’s reversals on several issues hurt her.")),
    Telling("reversed", "owner", _TURNS, r"\b(?:was|is|marked|marks) (?:\w+ ){0,2}?an? (?P<verb>(?:[\w-]+ ){0,2}{turn} (?:for|by)) {whom}",
        ("It was something of an about-face for Ruiz.", "The vote is a sharp U-turn by Ruiz."),
        ("It was a reversal of fortune for Ruiz.", "It was a day for Ruiz.")),
    Telling("reversed", "owner", "changed shifted softened hardened evolved",
        r"{whose}(?:position|stance|view|story|opinion|rhetoric)s?{on} (?P<verb>(?:ha[sd] |have )?(?P<moved>{moved}))\b",
        ("Ruiz’s position on the dam has changed.", "Her stance on Danube tolls softened."),
        ("Ruiz’s life has changed.", "Ruiz’s position was changed by the clerk.")),
    Telling("reversed", "main", f"{_TURNS} shift departure retreat",
        r"[,–—-] (?P<verb>(?:in )?an? (?:[\w-]+ ){0,2}?(?:{turn}|{shift}) (?:from|of) (?:his|her|its) (?:{prior}|{pledge}))\b",
        ("Ruiz backed it, a reversal of her earlier view.", "Ruiz agreed, a departure from her own line in Oslo."),
        ("Ruiz won, a reversal of her fortunes.", "Ruiz left, a departure from Oslo.")),
    Telling("reversed", "main", _TURNS, r"\b(?P<verb>[Ii]n (?:what (?:was|is) )?an? (?:[\w-]+ ){0,3}?{turn})\b(?! of)[^,.;]{0,60},",
        ("In a sharp reversal, Ruiz backed the dam.", "In what was a U-turn on tolls, Ruiz freed them in Peru."),
        ("In a reversal of roles, Ruiz sang.", "In a U-turn lane Ruiz stopped.")),
    Telling("reversed", "main", _HELD, r"\b(?P<verb>[Aa]fter (?:{qual}) (?:{held}))\b(?! (?:to )?{silent})[^,.;]{0,90}",
        ("After initially opposing the dam, Ruiz backed it.", "After months of refusing to back it, Ruiz did."),
        ("After initially refusing to comment, Ruiz spoke.", "After months of rain, Ruiz spoke.")),
    Telling("reversed", "main", f"{_HELD} despite having", r"\b(?P<verb>{opening})\b[^,.;]{0,90}, [^.;]{0,70}?\b{agrees}\b",
        ("Days after refusing a deal, Ruiz signed it.", "Despite her earlier opposition, Ruiz voted for Peru."),
        ("Days after the deal, Ruiz left.", "Despite her opposition to tolls, Ruiz paid in Oslo.")),
    Telling("reversed", "subject", f"{_HELD} despite having", r"(?P<verb>{agrees})\b(?! not)[^.;]{0,100}?,? (?:{before})\b",
        ("Ruiz agreed to testify, after twice refusing to.", "Ruiz backed it, having long opposed it in Peru."),
        ("Ruiz agreed to testify after lunch.", "Ruiz said that she slept, having eaten.")),
    Telling("reversed", "subject", _AGAINST,
        r"(?P<verb>{agrees})\b[^.;]{3,80}? (?:he|she|it) (?:had|{at_first})(?: \w+ly| long| once| earlier)? {against}\b",
        ("Ruiz agreed to a vote, a step she had long resisted.", "Ruiz signed a pact that she once opposed in Peru."),
        ("Ruiz agreed that she had slept.", "Ruiz signed what Tom Brandt once opposed.")),
    Telling("reversed", "subject", f"{_AGAINST} called",
        r"who (?:had |once |previously )*(?:{against}|called) [^,;.]{3,90}, (?P<verb>{agrees})\b(?={when}[ ,]| {it}\b)",
        ("Ruiz, who called it a folly, voted for it.", "Ruiz, who had ruled out a pact, signed one with Peru."),
        ("Ruiz, who called on Monday, voted.", "Ruiz, who opposed it, left.")),
    Telling("reversed", "subject", "critic opponent foe enemy skeptic sceptic",
        r"(?:critic|opponent|foe|enemy|skeptic|sceptic) of [^,;.]{3,60}, (?P<verb>{agrees}) (?:it|them|one)\b",
        ("Ruiz, a longtime foe of the dam, endorsed it.", "Ruiz, an opponent of tolls in Peru, voted for them."),
        ("Ruiz, a foe of the dam, left.", "Ruiz, a friend of the dam, endorsed it.")),
    Telling("reversed", "subject", "against",
        r"(?P<verb>(?:was|were) (?:for|against) [^,.;]{2,40} before (?:he|she|it|they) (?:was|were) (?:for|against))\b",
        ("Ruiz was for the dam before she was against it.", "Ruiz was against tolls in Peru before she was for them."),
        ("Ruiz was for the dam before the vote.", "Ruiz was against it before noon.")),
    Telling("reversed", "main", _TURNS, r"[,–—-] (?P<verb>(?:in (?:what (?:was|is) )?|marking )?an? {marked} (?:policy )?{turn})\b(?! of fortune)",
        ("Ruiz backed the dam, a stunning reversal.", "Ruiz signed it, marking a sharp U-turn on tolls in Peru."),
        ("Ruiz won, a stunning reversal of fortune.", "Ruiz left, a sharp turn in the road.")),
    Telling("reversed", "subject", "now", r"(?P<verb>(?:will|would) now {side_with})\b",
        ("Ruiz said she would now back the dam.", "Ruiz will now oppose the treaty with Peru."), ("Ruiz will now sing.", "Ruiz will back the dam.")),
    Telling("reversed", "subject", "all", r"(?P<verb>(?:will|would)(?:,| (?:[\w’-]+ ){1,8})\s?after all)\b(?! (?:the|of|that)\b)(?![^.;]* if )",
        ("Ruiz will run after all.", "Ruiz would, after all, go to Peru."), ("After all, Ruiz is a nurse.", "Ruiz will rest after all the noise.")),
    Telling("reversed", "subject", "longer",
        r"(?P<verb>no longer {no_longer})\b(?! by | the weight| to (?:stay|live|work))",
        ("Ruiz no longer supports the dam.", "Ruiz said she would no longer oppose the Danube ferry."),
        ("Ruiz no longer lives in Peru.", "The dam is no longer supported by Ruiz.")),
    Telling("reversed", "subject", "once previously formerly initially originally",
        r"(?P<verb>(?:{first}) (?:{said}))\b(?! (?:fellow )?[A-Z])[^.;]{2,120}? (?:{then}) (?:\w+ ){0,2}?{holds}\b",
        ("Ruiz, who once opposed the dam, now supports it.", "Ruiz initially rejected it, but now she backs it."),
        ("Ruiz, who once backed Tom Brandt, now backs Jo Lee.", "Ruiz once opposed a dam in Peru.")),
    Telling("clarified", "subject", "initially originally",
        r"(?P<verb>(?:initially|originally) (?:said|claimed))\b(?! (?:that )?(?:s?he|it|they|the \w+) would)[^,.;]{0,60}",
        ("Ruiz initially said that no list was kept.", "Ruiz originally claimed Peru had been told."),
        ("Ruiz initially said it would take two months.", "Ruiz was initially a nurse.")),
    Telling("reversed", "subject", "initially originally",
        r"(?P<verb>(?:initially|originally) (?:said (?:that )?s?he would|{stood}))\b(?! (?:to )?{silent})[^,.;]{0,60}",
        ("Ruiz initially opposed the dam.", "Ruiz originally denied that Peru was asked."),
        ("Ruiz initially refused to comment.", "Ruiz was initially a nurse.")),
    Telling("walked_back", "subject", "since later subsequently quickly then now recently eventually soon ultimately",
        r"\b{thing}(?: (?:\w+ which|that|which))? [^.;:]{0,60}?(?P<verb>\b{later} (?P<moved>{gapped}))\b(?! (?:by|in) )",
        ("It was a claim that Ruiz later retracted.", "A remark for which Ruiz has since apologised shook Peru."),
        ("It was a claim.", "The claim was retracted in Peru."), recalled=True),
    Telling("reversed", "main", "once",
        r"\b(?P<verb>[Oo]n(?:ce|e of) (?:an?|the|among the) (?:[\w-]+ ){0,3}{side}s? of [^,;.]{3,60}), [^.;]{0,80}?\b{then}\b",
        ("Once a critic of the dam, Ruiz now backs it.", "Once a loud foe of tolls, Ruiz has since built one."),
        ("Once a critic of the dam wrote to Ruiz.", "Once a nurse, Ruiz now leads Peru."), recalled=True),
    Telling("other", "subject", "since",
        r"(?P<verb>has since (?:(?P<moved>come out) (?:against|for)|said (?:that )?{now_says}))\b",
        ("Ruiz has since said she would support the dam.", "Ruiz has since come out against the vote on Peru."),
        ("Ruiz has since said nothing.", "Ruiz has since said he would fall."), recalled=True),
    Telling("walked_back", "subject", "wrong mistaken mistake erred overstated exaggerated misspoken",
        r"(?P<verb>{admits}(?:{when} (?:that )?(?:he|she) (?:had )?{wrong}| (?:being|having been) (?:wrong|mistaken)))\b",
        ("Ruiz conceded that she had been wrong about the dam.", "Ruiz said on Monday she overstated the cost in Peru."),
        ("Ruiz said the map was wrong.", "Ruiz admitted that she had been late.")),
    Telling("walked_back", "subject", "apologized apologised apologizes apologises regrets regretted",
        r"(?P<verb>(?:apologi[sz]e[sd]{when}(?: later)? for|regret(?:s|ted)) (?:say|call|suggest|claim|compar|describ)ing)\b",
        ("Ruiz apologized on Friday for calling them lazy.", "Ruiz regrets saying that Peru was poor."),
        ("Ruiz apologized for being late.", "Ruiz regrets the flood.")),
    Telling("other", "subject", "waffled waffles wavered equivocated shifted evolved",
        r"(?P<verb>{wavers})(?: of late| recently)? (?:on|over|about|as to)\b(?! h(?:is|er) )",
        ("Ruiz has shifted on the dam.", "Ruiz waffled of late as to whether Peru matters."),
        ("Ruiz shifted her weight.", "Ruiz shifted on her seat.")),
)
# fmt: on
MOVED_KINDS = {
    **dict.fromkeys("softened scaled moderated".split(), "softened"),
    **dict.fromkeys("modified revised amended shifted evolved".split(), "other"),
    **dict.fromkeys(
        "reversed abandoned renounced repudiated disavowed dropped disowned reneged changed come".split(), "reversed"
    ),
    "hardened": "hardened",
    "clarified": "clarified",
}

PARTIAL = frozenset({"softened", "hardened", "other", "clarified"})  # such a change is one of degree
FOR_ANOTHER = frozenset({"clarified", "walked_back"})  # what staff does for whoever said it
# What tells, in a sentence before, what somebody held.
HELD_BEFORE = """
    said say says supported backed opposed rejected dismissed promised vowed pledged insisted denied called argued refused told
    announced wrote tweeted declared described predicted threatened ordered proposed suggested believed supports
"""
