"""English, as data: how news says that somebody's position moved. Each cue stands over what fits it and what must not.

Verbs are listed by their base, a doubled letter behind “:”, irregular forms with “/”, then the words behind them.
"""

from __future__ import annotations

from typing import NamedTuple

# Nouns for words that somebody said, for what somebody holds, and for what somebody means to do.
REMARK = """
    remark comment statement claim words assertion suggestion accusation allegation criticism tweet post testimony account
    story version prediction warning characterization characterisation description joke column insult answer explanation
    quip op-ed phrase wording slur language assessment comparison denial estimate forecast interview essay article letter speech
"""
PLEDGE = """
    position stance pledge promise vow commitment demand endorsement threat opposition objection insistence support
    ultimatum assurance refusal resistance denial veto boycott
"""
STANCE = f"""{PLEDGE}
    view opinion mind policy call line stand tune approach hostility skepticism scepticism reluctance thinking belief embrace
    rejection advocacy backing verdict neutrality decision vote
"""
PLAN = "plan proposal bill idea goal target timeline deadline agenda tariff ban levy offer"
THING = f"{REMARK} {STANCE} {PLAN} law legislation deal agreement measure treaty pact war reform"
SIDE = "proponent supporter critic opponent advocate champion skeptic sceptic foe backer defender"
BARE = "remarks comments statement claim pledge opposition objections endorsement support threat criticism stance plans demand demands"
PRIOR = "own earlier previous past prior initial original former long longstanding long-standing longtime"

TAKE_BACK = """
    walk back from?, walk-back, retract, withdraw/withdraws/withdrew/withdrawn/withdrawing, rescind, revoke, backtrack on,
    backtrack from, backpedal on, back-pedal on, back away from, back off from?, back down from, row back on, roll back,
    pull back from, retreat from, climb down from, take/takes/took/taken/taking back, disown, recant
"""
DROP = """
    abandon, drop:p, ditch, renounce, scrap:p, renege on, shelve, give/gives/gave/given/giving up on?, jettison, lift, waive,
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
        ("Kenya’s minister, Ana Ruiz, retracted a claim.", "Ana Ruiz walked back part of the remarks in Lyon."),
        ("Ana Ruiz walked back to the hotel.", "Ana Ruiz withdrew money from a bank in Peru.")),
    Taking("walked_back", "own", f"{STANCE} {PLAN}", TAKE_BACK,
        ("Ana Ruiz rolled back her tariffs.", "Ana Ruiz backed away from her earlier proposal."),
        ("Ana Ruiz took back her coat.", "Ana Ruiz withdrew the horse.")),
    Taking("reversed", "own", STANCE, DROP,
        ("Ana Ruiz dropped her opposition to the dam.", "Ana Ruiz went back on her promise to Kenya."),
        ("Ana Ruiz dropped her phone.", "Ana Ruiz gave up her seat.")),
    Taking("reversed", "own", STANCE.replace(" support", "").replace(" endorsement", "").replace(" backing", ""), ALTER,
        ("Ana Ruiz changed her position on the dam.", "Ana Ruiz has revised her view of the Danube."),
        ("Ana Ruiz changed her name.", "Ana Ruiz switched her support to Tom Brandt.")),
    Taking("reversed", "any", "pledge promise vow commitment word", BREAK,
        ("Ana Ruiz broke a promise to Kenya.", "Ana Ruiz reneged on the pledge that she gave in Oslo."),
        ("Ana Ruiz broke the silence.", "Ana Ruiz abandoned the ship.")),
    Taking("reversed", "any", "objection veto boycott insistence demand condition precondition refusal resistance", DROP,
        ("Ana Ruiz dropped that condition.", "Ana Ruiz lifted a veto on aid to Kenya."),
        ("Ana Ruiz lifted a bag.", "Ana Ruiz dropped the veto by Tom Brandt.")),
    Taking("reversed", "own", PLAN, DROP,
        ("Ana Ruiz shelved her plan for the dam.", "Ana Ruiz scrapped her own proposal in Quito."),
        ("Ana Ruiz scrapped the car.", "Ana Ruiz dropped Tom Brandt’s plan.")),
    Taking("clarified", "own", "story account", "change, alter",
        ("Ana Ruiz changed her story about the dinner.", "Ana Ruiz has changed her account of the trip to Fiji."),
        ("Ana Ruiz changed the story of Fiji.", "Ana Ruiz changed accounts at her bank.")),
    Taking("other", "own", PLAN, ALTER,
        ("Ana Ruiz revised her plan for the dam.", "Ana Ruiz amended her proposal in Nairobi."),
        ("Ana Ruiz altered the plan of the house.", "Ana Ruiz changed trains.")),
    Taking("softened", "own", f"{STANCE} {REMARK} {PLAN}", SOFTEN,
        ("Ana Ruiz softened her stance on the strike.", "Ana Ruiz scaled back her plan for the dam."),
        ("Ana Ruiz softened the butter.", "Ana Ruiz eased her way out.")),
    Taking("hardened", "own", STANCE, HARDEN,
        ("Ana Ruiz toughened her position on the strike.", "Ana Ruiz hardened her demands in Oslo."),
        ("Ana Ruiz hardened the steel.", "Ana Ruiz stiffened her back.")),
    Taking("clarified", "any", f"{REMARK} {STANCE}", "clarify",
        ("Ana Ruiz clarified the remarks in Delhi.", "Ana Ruiz clarified her position on the dam."),
        ("Ana Ruiz clarified the butter.", "Ana Ruiz clarified Tom Brandt’s role.")),
    Taking("clarified", "own", REMARK, CLARIFY,
        ("Ana Ruiz corrected her statement.", "Ana Ruiz has amended her testimony in Quito."),
        ("Ana Ruiz corrected the map.", "Ana Ruiz amended Tom Brandt’s statement.")),
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


SAID = "said defended denied refused resisted opposed supported insisted dismissed rejected claimed vowed promised pledged ruled balked"
_BACK = """
    backtrack backtracks backtracked backtracking backpedal backpedals backpedaled backpedaling backpedalled backpedalling
    back-pedaled back-pedals back-pedalled back-pedalling
"""
_HELD = "refusing denying insisting rejecting ruling vowing promising pledging opposing resisting arguing swearing saying hyping"
_AGAINST = (
    "opposed rejected ruled refused resisted insisted denied dismissed fought criticised criticized excluded voted"
)
_TURNS = "about-face about-faces about-turn u-turn u-turns turnabout volte-face heart climbdown reversal reversals flip-flop walk-back"
# fmt: off
TELLING = (
    Telling("reversed", "subject", "reverse reverses reversed reversing changing changes changed switching switches switched",
        r"(?P<verb>revers(?:e|es|ed|ing) (?:himself|herself|itself|course)|(?:chang|switch)(?:ed|es|ing) (?:course|tack))\b",
        ("Ana Ruiz reversed herself on the dam.", "Ana Ruiz changed tack on the Danube."),
        ("Ana Ruiz reversed the car.", "Ana Ruiz changed courses at the school.")),
    Telling("reversed", "subject", "relented relents u-turned climbed climbs reconsidered",
        r"(?P<verb>relent(?:s|ed)|U-turned|climb(?:s|ed) down(?= (?:over|on)\b){when}|reconsidered(?={when}(?:[,.]| and\b)))\b",
        ("Ana Ruiz relented on Monday and published it.", "Ana Ruiz climbed down over the tolls in Peru."),
        ("Ana Ruiz was relentless.", "Ana Ruiz climbed down the mast.")),
    Telling("reversed", "subject", "flip-flopped flipflopped capitulated",
        r"(?P<verb>flip-?flopped|capitulated){when} (?:on|over|about|to)\b",
        ("Ana Ruiz flip-flopped on the dam.", "Ana Ruiz capitulated on Monday to the miners of Peru."),
        ("Ana Ruiz bought flip-flops.", "The fort in Peru capitulated.")),
    Telling("reversed", "subject", "cave caves caved caving give gives gave given giving",
        r"(?P<verb>(?:cav(?:e|es|ed|ing)(?: in)?|g(?:ive|ives|ave|iven|iving) in){when}(?= (?:to|on|over|under|and)\b|[,.]))",
        ("Ana Ruiz caved on Thursday and met the miners.", "Ana Ruiz gave in to the unions of Peru."),
        ("Ana Ruiz caved in the roof.", "Ana Ruiz gave in her papers.")),
    Telling("reversed", "subject", "bow bows bowed yield yields yielded",
        r"(?P<verb>(?:bow|yield)(?:s|ed|ing)?{when} to (?:[\w-]+ ){0,3}?{force})\b(?! to (?:resign|quit|step))",
        ("Ana Ruiz bowed to public anger in Peru.", "Ana Ruiz yielded to calls for a vote."),
        ("Ana Ruiz bowed to the queen.", "Ana Ruiz yielded to a lorry.")),
    Telling("reversed", "main", "bowing yielding",
        r"\b(?P<verb>(?:[Bb]owing|[Yy]ielding) to (?:[\w-]+ ){0,3}?{force})\b[^,.;]{0,60}, [^.;]{0,60}?\b{agrees}",
        ("Bowing to pressure, Ana Ruiz agreed to pay.", "Yielding to calls from Peru, Ana Ruiz accepted the vote."),
        ("Bowing to the queen, Ana Ruiz smiled.", "Bowing to pressure, the dam broke.")),
    Telling("walked_back", "subject", _BACK,
        r"(?P<verb>back-?(?:track|pedal)(?:s|l?ed|l?ing)?)\b",
        ("Ana Ruiz backtracked on Wednesday.", "Ana Ruiz has backpedalled from a pledge to Kenya."),
        ("Ana Ruiz laid the tracks back.", "The path is a back track.")),
    Telling("walked_back", "subject", "backs backed backing recanted misspoke misspoken rowed rows",
        r"(?P<verb>back(?:s|ed|ing) (?:down|off)(?! (?:the|an?) )|row(?:s|ed) back(?={when}(?: on\b|[,.]))|recanted|misspoken?)\b",
        ("Ana Ruiz misspoke on Monday.", "Ana Ruiz backed down over the Danube."),
        ("Ana Ruiz backed off the stage.", "Ana Ruiz rowed back to the shore.")),
    Telling("reversed", "subject", f"{_TURNS} 180",
        r"(?P<verb>(?:did|does|ma[dk]es?|making|performed|executed|staged|announced) (?:an?|another) (?:[\w-]+ ){0,2}{turn})\b(?! (?:of|in|at|near|for) )",
        ("Ana Ruiz did an about-face on the dam.", "Ana Ruiz made a sharp U-turn on Monday over tolls in Peru."),
        ("Ana Ruiz made a reversal of fortune look easy.", "Ana Ruiz made a U-turn in the lane.")),
    Telling("reversed", "subject", "heart",
        r"(?P<verb>had (?:a|another) (?:[\w-]+ ){0,2}change of heart)\b",
        ("Ana Ruiz has had a change of heart.", "Ana Ruiz had a sudden change of heart over Fiji."),
        ("Ana Ruiz had a heart attack.", "Ana Ruiz had a change of clothes.")),
    Telling("reversed", "subject", "come came comes",
        r"(?P<verb>c(?:o|a)mes?{when} a?round to)\b",
        ("Ana Ruiz has come round to the toll.", "Ana Ruiz came around to the view from Oslo."),
        ("Ana Ruiz came round the corner.", "Ana Ruiz came to support Tom Brandt in Peru.")),
    Telling("clarified", "subject", "clarified clarifies",
        r"(?P<verb>clarif(?:ied|ies){when} (?:that (?:he|she|it|they|his|her)|what (?:he|she) (?:had )?(?:meant|said)))\b",
        ("Ana Ruiz later clarified that she meant the dam.", "Ana Ruiz clarified on Monday what she had said in Peru."),
        ("Ana Ruiz clarified the butter.", "Ana Ruiz clarified nothing.")),
    Telling("clarified", "subject", "clarified clarify",
        r"(?:later|quickly|then|since) (?P<verb>clarif(?:ied|y))\b",
        ("Ana Ruiz later clarified in Lima.", "Ana Ruiz quickly clarified on a radio."),
        ("Ana Ruiz melted and then the butter clarified.", "Ana Ruiz will clarify.")),
    Telling("reversed", "owner", _TURNS,
        r"{whose}(?!an?\b|the\b)(?:[\w-]+ ){0,2}?(?P<verb>{turn}) (?:on|over|about|from)\b(?! (?:several|many) )",
        ("Ana Ruiz’s about-face on the dam surprised us.", "Her change of heart over the Danube came late."),
        ("Ana Ruiz’s change of heart surprised us.", "Ana Ruiz’s reversals on several issues hurt her.")),
    Telling("reversed", "owner", _TURNS,
        r"\b(?:was|is|marked|marks) (?:\w+ ){0,2}?an? (?P<verb>(?:[\w-]+ ){0,2}{turn} (?:for|by)) {whom}",
        ("It was something of an about-face for Ruiz.", "The vote is a sharp U-turn by Ana Ruiz."),
        ("It was a reversal of fortune for Ruiz.", "It was a day for Ana Ruiz.")),
    Telling("reversed", "owner", _TURNS,
        r"\b(?:forced|pushed|shamed|pressured|drove|driven) {whom} into (?:making )?(?P<verb>an? (?:[\w-]+ ){0,2}{turn})\b",
        ("The unions forced Ana Ruiz into a U-turn.", "The strike in Peru pushed Ruiz into making an abrupt climbdown."),
        ("The wind forced Ana Ruiz into the harbour.", "A lorry forced Ana Ruiz to turn.")),
    Telling("reversed", "owner", "changed shifted softened hardened evolved",
        r"{whose}(?:position|stance|view|story|opinion|rhetoric)s?{on} (?P<verb>(?:ha[sd] |have )?(?P<moved>{moved}))\b",
        ("Ana Ruiz’s position on the dam has changed.", "Her stance on Danube tolls softened."),
        ("Ana Ruiz’s life has changed.", "Ana Ruiz’s position was changed by the clerk.")),
    Telling("reversed", "main", f"{_TURNS} shift departure retreat",
        r"[,–—-] (?P<verb>(?:in )?an? (?:[\w-]+ ){0,2}?(?:{turn}|{shift}) (?:from|of) (?:his|her|its) (?:{prior}|{pledge}))\b",
        ("Ana Ruiz backed it, a reversal of her earlier view.", "Ana Ruiz agreed, a departure from her own line in Oslo."),
        ("Ana Ruiz won, a reversal of her fortunes.", "Ana Ruiz left, a departure from Oslo.")),
    Telling("reversed", "main", _TURNS,
        r"\b(?P<verb>[Ii]n (?:what (?:was|is) )?an? (?:[\w-]+ ){0,3}?{turn})\b(?! of)[^,.;]{0,60},",
        ("In a sharp reversal, Ana Ruiz backed the dam.", "In what was a U-turn on tolls, Ana Ruiz freed them in Peru."),
        ("In a reversal of roles, Ana Ruiz sang.", "In a U-turn lane Ana Ruiz stopped.")),
    Telling("reversed", "main", _HELD,
        r"\b(?P<verb>[Aa]fter (?:{qual}) (?:{held}))\b(?! (?:to )?{silent})[^,.;]{0,90}",
        ("After initially opposing the dam, Ana Ruiz backed it.", "After months of refusing to back it, Ana Ruiz did."),
        ("After initially refusing to comment, Ana Ruiz spoke.", "After months of rain, Ana Ruiz spoke.")),
    Telling("reversed", "main", f"{_HELD} despite having",
        r"\b(?P<verb>(?:{Before}))\b[^,.;]{0,90}, [^.;]{0,70}?\b{agrees}\b",
        ("Days after refusing a deal, Ana Ruiz signed it.", "Despite her earlier opposition, Ana Ruiz voted for Peru."),
        ("Days after the deal, Ana Ruiz left.", "Despite her opposition to tolls, Ana Ruiz paid in Oslo.")),
    Telling("reversed", "subject", f"{_HELD} despite having",
        r"(?P<verb>{agrees})\b(?! not)[^.;]{0,100}?,? (?:{before})\b",
        ("Ana Ruiz agreed to testify, after twice refusing to.", "Ana Ruiz backed it, having long opposed it in Peru."),
        ("Ana Ruiz agreed to testify after lunch.", "Ana Ruiz said that she slept, having eaten.")),
    Telling("reversed", "subject", _AGAINST,
        r"(?P<verb>{agrees})\b[^.;]{3,80}? (?:he|she|it) (?:had|once|long|previously|earlier)(?: \w+ly| long| once| earlier)? {against}\b",
        ("Ana Ruiz agreed to a vote, a step she had long resisted.", "Ana Ruiz signed a pact that she once opposed in Peru."),
        ("Ana Ruiz agreed that she had slept.", "Ana Ruiz signed what Tom Brandt once opposed.")),
    Telling("reversed", "subject", f"{_AGAINST} called",
        r"who (?:had |once |previously )*(?:{against}|called) [^,;.]{3,90}, (?P<verb>{agrees})\b(?= (?:it|them|one|that)\b|{when}[ ,])",
        ("Ana Ruiz, who called it a folly, voted for it.", "Ana Ruiz, who had ruled out a pact, signed one with Peru."),
        ("Ana Ruiz, who called on Monday, voted.", "Ana Ruiz, who opposed it, left.")),
    Telling("reversed", "subject", "critic opponent foe enemy skeptic sceptic",
        r"(?:critic|opponent|foe|enemy|skeptic|sceptic) of [^,;.]{3,60}, (?P<verb>{agrees}) (?:it|them|one)\b",
        ("Ana Ruiz, a longtime foe of the dam, endorsed it.", "Ana Ruiz, an opponent of tolls in Peru, voted for them."),
        ("Ana Ruiz, a foe of the dam, left.", "Ana Ruiz, a friend of the dam, endorsed it.")),
    Telling("reversed", "subject", "will would",
        r"(?P<verb>(?:will|would) now (?:support|back|oppose|endorse|accept|allow|vote (?:for|against)))\b",
        ("Ana Ruiz said she would now back the dam.", "Ana Ruiz will now oppose the treaty with Peru."),
        ("Ana Ruiz will now sing.", "Ana Ruiz will back the dam.")),
    Telling("reversed", "subject", "all",
        r"(?P<verb>(?:will|would)(?:,| (?:[\w’-]+ ){1,8})\s?after all)\b(?! (?:the|of|that)\b)(?![^.;]* if )",
        ("Ana Ruiz will run after all.", "Ana Ruiz would, after all, go to Peru."),
        ("After all, Ana Ruiz is a nurse.", "Ana Ruiz will rest after all the noise.")),
    Telling("reversed", "subject", "longer",
        r"(?P<verb>no longer (?:(?:{hold})(?:s|ed|d)?|opposed to|against|in favou?r of|demanding|insisting|ruling out))\b(?! by | the weight| to (?:stay|live|work))",
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
    Telling("reversed", "main", "once",
        r"\b(?P<verb>[Oo]n(?:ce|e of) (?:an?|the|among the) (?:[\w-]+ ){0,3}(?:{side})s? of [^,;.]{3,60}), [^.;]{0,80}?\b(?:{then})\b",
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
        r"(?P<verb>{admits}{when} (?:that )?(?:he|she) (?:had )?(?:(?:was|been) (?:wrong|mistaken) (?:to|about|on|in)|{erred}))\b",
        ("Ana Ruiz conceded that she had been wrong about the dam.", "Ana Ruiz said on Monday she overstated the cost in Peru."),
        ("Ana Ruiz said the map was wrong.", "Ana Ruiz admitted that she had been late.")),
    Telling("walked_back", "subject", "apologized apologised apologizes apologises regrets regretted",
        r"(?P<verb>(?:apologi[sz]e[sd]{when}(?: later)? for|regret(?:s|ted)) (?:say|call|suggest|claim|compar|describ)ing)\b",
        ("Ana Ruiz apologized on Friday for calling them lazy.", "Ana Ruiz regrets saying that Peru was poor."),
        ("Ana Ruiz apologized for being late.", "Ana Ruiz regrets the flood.")),
    Telling("softened", "subject", "line tone stance position approach",
        r"(?P<verb>(?:took|taken|takes|adopted|adopts|struck|strikes) an? (?:(?:much|far|notably) )?(?:softer|milder|more \w+) (?:line|tone|stance|position|approach) (?:on|towards?|with|than))\b",
        ("Ana Ruiz took a softer line on the strike.", "Ana Ruiz has adopted a much milder stance towards Peru."),
        ("Ana Ruiz took a line on paper.", "Ana Ruiz took a softer bed.")),
    Telling("other", "subject", "waffled waffles wavered equivocated shifted evolved",
        r"(?P<verb>waffle[sd]|wavered|equivocated|shifted|evolved)(?: of late| recently)? (?:on|over|about|as to)\b(?! h(?:is|er) )",
        ("Ana Ruiz has shifted on the dam.", "Ana Ruiz waffled of late as to whether Peru matters."),
        ("Ana Ruiz shifted her weight.", "Ana Ruiz shifted on her seat.")),
)
# fmt: on
TURN = r"(?:about-(?:face|turn)s?|[Uu]-turns?|turnabouts?|volte-faces?|changes? of heart|climbdowns?|walk-backs?|reversals?|180)"
SILENT = r"(?:comment|answer|respond|discuss|speak|talk|name|identify|elaborate|say|testify|appear|attend|meet|release)"
WHEN = r"(?: (?:on |late |early |last |this )*(?:\w+day|week|month|year|morning|evening|night))?"
AGREES = (
    r"(?:agree[sd]|accept(?:s|ed)|sign(?:s|ed)|back(?:s|ed)|endorse[sd]|approve[sd]|allow(?:s|ed)|voted (?:for|against)|relent(?:s|ed)"
    r"|joined|entered|announce[sd]|admit(?:s|ted)|concede[sd]|acknowledge[sd]|published|support(?:s|ed)|lift(?:s|ed)|embraced"
    r"|sa(?:id|ys){when} (?:that )?(?:s?he|it) (?:will|would|could|can|was (?:ready|open|willing)))"
).replace("{when}", WHEN)
HELD = r"saying|refusing|denying|insisting|rejecting|ruling out|vowing|promising|pledging|opposing|resisting|arguing|swearing|hyping"
AGAINST = r"(?:opposed|rejected|ruled out|refused|resisted|insisted|denied|dismissed|fought|criticised|criticized|excluded|voted against)"
QUAL = r"(?:having )?(?:initially|first|originally|long|twice|repeatedly|previously|once|earlier)|having|\w+s of"
BEFORE = (
    rf"after (?:{QUAL}) (?:{HELD})|(?:hours|days|weeks|months) after (?:{HELD})|despite having {AGAINST}"
    rf"|having (?:previously|long|once|earlier|repeatedly|initially) (?:{AGAINST}|argued|vowed|sworn|said|promised)"
    rf"|despite (?:his|her|its) (?:{PRIOR.strip().replace(' ', '|')}) (?:opposition|objections?|promise|pledge|vow|resistance|refusal)"
)
LISTS = {
    "turn": TURN,
    "silent": SILENT,
    "when": WHEN,
    "agrees": AGREES,
    "against": AGAINST,
    "qual": QUAL,
    "before": BEFORE,
    "Before": rf"(?:(?:[Aa] few|\w+) )?(?i:{BEFORE})|(?i:having (?:sworn|vowed|ruled out|opposed|insisted))",
    "force": r"(?:pressure|protests?|protesters|demands?|criticism|calls?|anger|outrage|outcry|critics|unions?|backlash)",
    "held": HELD,
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

# When: words that date a change; what makes it history (“in 2013”, “years ago”, “at the time”); what makes it this news cycle's.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATED = (
    rf"\b(?:(?:on |late |early |this |last )?{_DAY}|(?:last|this) (?:week|month|year)|yesterday|today"
    rf"|(?:hours?|days?|weeks?|months?|years?) (?:later|ago|earlier|after)|in (?:\d{{4}}|{_MONTHS})|recently|later|once|since|now)\b"
)
OLD = (
    rf"(?i)\b(?:(?:in|of|during|since|until|by) (?:(?:early|late|mid) )?(?:(?:19|20)\d\d|{_MONTHS})|earlier this (?:year|month)"
    rf"|(?:last|previous|that) (?:year|month|decade|spring|summer|fall|autumn|winter|{_MONTHS})|in (?:the|that) (?:past|autumn|spring|summer|winter|fall)"
    r"|(?:weeks?|months?|years?|decades?) (?:ago|later|earlier|before)|(?:has|have) since|eventually|subsequently"
    r"|at (?:the|that|one) (?:time|point)|(?:during|in|of) (?:his|her|its|the) (?:\w+ )?(?:term|campaign|presidency|tenure|years|book)"
    r"|over the (?:years|past|last|decades)|long ago|famously|died|(?:the|on the) (?:eve|day|year|height) (?:of|in|when))\b"
)
LATER_ON = r"\b(?:later|once)\b"
NOW = rf"\b(?:{_DAY}|[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]his (?:week|morning|afternoon|evening)|hours|recently|of late|in recent days|now)\b"

# What moved in part; positions without a subject; words around “I” that make it no admission.
PART = r"\b(?:part|parts|some|much|elements|aspects|portions?) of\b|\b(?:partly|partially|partial|somewhat|slightly|a bit)\b"
GENERAL = r" (?:on|about) (?:\w+ ){0,4}(?:issues|everything|topics|questions|policies|things|positions|matters)\b"
NESTED = r"(?i)\b(?:if|whether|maybe|perhaps|says?|said|never|not|goes|would|should I|why)\b[^.!?]*$"
