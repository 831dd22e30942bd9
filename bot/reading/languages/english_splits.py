"""English, as data: the words that tell a split inside one camp, and the words that make people one camp."""

from __future__ import annotations

import re

_LY = r"(?:(?:\w+ly|again|ranks|also|even|company|often|at times|once more|in public)[ ,]+){0,2}"
_TONE = r"(?:very |quite |sharply |starkly |markedly |considerably |noticeably |decidedly |much |rather |slightly )?"
# Words that say two differ; “with”, “from”, “to” or “than” and the other follow, or both stand before them.
APART = (
    rf"br(?:eaks?|oke|oken|eaking) {_LY}(?=with\b|from\b)"
    r"|(?:put|puts|putting|left|leaves|leaving|placed|places|placing|set|sets|setting) (?:him|her|himself|herself) (?:\w+ )?at odds"
    r"|at (?:\w+ )?odds|at variance|out of step|out of sync"
    r"|differ(?:s|ed|ing)?|diverge(?:s|d)?|diverging|disagree(?:s|d|ing)?|part(?:s|ed|ing)? (?:ways|company)|split(?:s|ting)?"
    r"|dissent(?:s|ed|ing)?|clash(?:es|ed|ing)?|divided|deviat(?:es|ed|ing)|"
    r"(?:do|does|did|is|are|was|were)(?: not|n[’']t) (?:always )?(?:on the same page|see eye to eye|agree)"
    rf"|(?:str(?:ikes?|uck|iking)|set|sets|sound(?:s|ed|ing)?|took|takes?|taking|gave|gives?|giving|sent|sends?|offer(?:s|ed|ing)?) "
    rf"(?:an? |two )?{_TONE}(?:different|contradictory|conflicting|competing|contrasting|diverging) (?:tones?|notes?|answers?|accounts?|messages?|signals?|lines?|views?|views|positions?|explanations?|versions?)"
    r"|(?:gave|gives?|giving|sent|sends?|sending) mixed (?:signals|messages)"
    rf"|contradict(?:s|ed|ing)? (?:each other|one another)|(?:{_TONE}|sharp |stark |direct |marked )?contrast(?:s|ed)?(?= (?:to|with)\b)"
    rf"|in contrast|{_TONE}different(?= (?:from|than)\b)|a (?:\w+ )?departure(?= from\b)"
)
NOUNS = (
    r"(?:policy |public |open |deep |sharp |growing |internal )*(?:differences|disagreements?|rifts?|divisions?|divides?|split|feud|rupture|"
    r"public break|sharp break|rare break|clear break|a break|daylight|dissent)(?= (?:with|from|between)\b)"
)
# Words that take the other right behind them.
TAKING = (
    r"contradict(?:s|ed|ing)?|undercut(?:s|ting)?|disavow(?:s|ed|ing)?|repudiat(?:es|ed|ing)"
    r"|(?:distanc(?:es|ed|ing)) (?:himself|herself) (?:\w+ly )?from|put(?:s|ting)? (?:some )?distance between (?:himself|herself) and"
    r"|(?:goes|went|going|gone) (?:much |far |even )?(?:further|farther) than|stop(?:s|ped|ping) short of (?=backing|endorsing)"
    r""
    r"|overrul(?:es|ed|ing)|def(?:ies|ied|ying)|buck(?:s|ed|ing)"
)
WEAK = (
    r"reject(?:s|ed|ing)|(?:criticism|critique) of|"
    r"rebuk(?:es|ed|ing)|rebuke (?:of|to)|criticiz(?:es|ed|ing)|criticis(?:es|ed|ing)|denounc(?:es|ed|ing)|condemn(?:s|ed|ing)"
    r"|call(?:s|ed|ing) (?=(?:[A-Z][\w.]*,? ){0,4}[A-Z]\w+[’']s (?:\w+ ){0,2}(?:remarks?|comments?|plans?|proposals?|ban|attacks?|words|position|stance|criticism|statements?)\b)"
)
ENDORSING = (
    r"(?:cannot|can[’']t|could not|will not|won[’']t|would not|did not|has yet to|had yet to) (?:currently |publicly )?(?:support|endorse|back|vote for)"
    r"|(?:refus(?:es|ed|ing)|declin(?:es|ed|ing)) to (?:support|endorse|back)"
    r"|rescind(?:s|ed|ing) (?:his|her) (?:endorsement|support) (?:of|for)|withdr(?:ew|aws|awing) (?:his|her) (?:endorsement|support) (?:of|for|from)"
)
TRIGGER = re.compile(
    rf"\b(?:(?P<apart>{APART})|(?P<noun>{NOUNS})|(?P<taking>{TAKING})|(?P<weak>{WEAK})|(?P<endorsing>{ENDORSING})|(?P<contrast>While|Although|Though|Even as|Even though))\b"
)

# A sentence without any of these words tells no split: looking for them costs next to nothing.
_WORDS = """
    odds break breaks broke broken breaking differ differs differed differing differences different diverge diverged
    diverges diverging disagree disagrees disagreed disagreeing disagreement disagreements ways split splits splitting
    dissent dissents dissented dissenting clash clashes clashed clashing divided deviates deviated deviating page agree contradict
    contradicts contradicted contradicting contradictory conflicting competing mixed contrast contrasts contrasted departure rift rifts
    divisions divide divides feud rupture daylight undercut undercuts undercutting disavow disavows disavowed disavowing repudiated
    repudiates repudiating distance distances distanced distancing further farther overruled
    overrules overruling defied defies defying bucked bucking bucks reject rejects rejected rejecting criticism critique
    rebuke rebukes rebuked rebuking criticized criticizes criticizing criticised criticises criticising denounced denounces
    denouncing condemned condemns condemning called endorse endorsement support
""".split()
WORDS = frozenset(word + end for word in _WORDS for end in ("", ",", ".", ";", ":"))
CONTRASTING = ("While ", "Although ", "Though ", "Even as ", "Even though ")
TOWARD = re.compile(
    r"(?:\s*(?:\w+ly )?(?:with|from|to|than)|(?:\s+(?!(?:and|but|that|when|if|to|by|who|which)\b)[\w’'-]+){1,4}?\s+(?:with|from))\s+"
)
BETWEEN = re.compile(r"\s*between\s+")
OVER = re.compile(
    r"\s*(?:$|[.,;]|over\b|on\b|about\b|whether\b|publicly\b|sharply\b|openly\b|as to\b|when\b|in public\b|this\b)"
)
OWN = re.compile(
    r"\b(?:his|her|their) own (?:party(?:[’']s)?(?: (?:leadership|leaders?|establishment|chairman|nominee|president|line))?|government|cabinet|campaign|administration|coalition|board|ticket|boss)\b"
)
SERVED = re.compile(
    r"\b(?:(?:his|her) (?:former|old) boss|the (?:president|administration|man) (?:she|he|whom she|whom he|in which she|in which he) (?:hopes to succeed|served)\w*)"
)
SERVICE = re.compile(
    r"\b(?:(?:his|([A-Z][\w-]+)[’']s) (?:first |former )?secretary of state|secretary of state (?:under|in|for) (?:the )?(?:(?:President|Mr\.) )?([A-Z][\w-]+)|(?:his|her) former boss"
    r"|as secretary of state\b[^\n]{0,140}?\b([A-Z][\w-]+)[’']s (?:first|second) term)\b"
)
SECRETARY = re.compile(r"\bsecretary of state\b", re.IGNORECASE)
FELLOWS = re.compile(
    r"\b(?:other|fellow|highest-ranking|rank-and-file) (Republican|Democrat|Conservative|Liberal|Tory)s?\b|\b(?:the |unify the |unite the )(Republican|Democratic|Conservative|Labour|Liberal) [Pp]arty\b"
)
NOMINEE = re.compile(r"\b(?:nominee|standard[- ]bearer|party leader|prime minister)\b")
BECOMING = re.compile(
    r",? (?:becoming|becomes|became|has become|is|was) (?:one of )?the (?:first|latest|only|last|most|second|highest)\b"
)
# Bodies that one may differ from as a member: “his own party”, “Republican leaders”, “the White House”.
BODY = re.compile(
    r"(?:(?P<own>(?:(?:a |the )?[\w-]+ (?:[\w-]+ ){0,2}?(?:of|in|from) )?(?:his|her) (?:own )?(?:party(?:[’']s)?|caucus|coalition|colleagues|fellow \w+)"
    r"|fellow (?:Republicans|Democrats|Conservatives|Tories)|(?:congressional |the )?party (?:leaders|leadership|orthodoxy|elders)|the party[’']s (?:leaders|leadership|establishment|platform))"
    r"|(?:the |most |other |many )?(?:(?:Senate|House|congressional|party|national) )?"
    r"(?P<party>Republican|Democratic|GOP|Labour|Conservative)(?: [Pp]arty(?:[’']s)?)?(?: (?:leaders?|leadership|establishment|platform|colleagues|orthodoxy|line|Party))"
    r"|(?:the )?(?P<house>White House|[Aa]dministration)|(?P<staff>(?:his|her) (?:own )?(?:campaign|administration|government|cabinet|aides|advis[eo]rs|team|staff)))(?=[ ,.;’']|$)"
)
ASIDE = re.compile(
    r", (?:(?:a|an|the|who|his|her|its|one of)|[A-Z][\w-]+[’']s) [^,;:—]{2,80}, (?:\w+ly |also |has |had |have |later |then |is |was ){0,2}$"
)
CALLED = re.compile(r"[’']s (?:[\w-]+ ){1,6}(?:\x01+|''[^']*''|[\w-]+)")  # what “called” says of somebody’s remarks
STAFFER = re.compile(
    r"(?:remarks|comments|statements?|words) (?:made )?(?:by|of|from) (?P<ground>(?:a|an|one of (?:his|her)|his|her) (?:own |top |campaign ){0,2}(?:surrogates?|allies|ally|advis[eo]rs?|aides?|spokesman|spokeswoman))\b"
)
STAFF_ROLE = re.compile(
    r"(?:a|an|one of (?:his|her)|his|her) (?:own |top |campaign ){0,2}(?:surrogate|all|advis|aide|spokes)"
)
HIM = re.compile(
    r"(?:(?:remarks|comments|statements?|claims?) (?:by|of|from) )?(him|her|his)(?: (?:own )?(?:boss|words|remarks|comments|position|stance|statements?|claims?|plans?|proposals?|views?)\b|(?=[ ,.;]|$))"
)
OWNED = re.compile(r"^(?:[’']s?)? ?(?:[\w-]+ ){0,2}$")
PUT = re.compile(r"\b(?:ask|press|question|quizz)\w*")
BOSS = re.compile(
    r"(?:the|his|her|its|their) (?:(?:own|former|party[’']s|GOP[’']s|GOP|Republican|Democratic|presumptive|presidential) ){0,3}"
    r"(president|prime minister|vice president|chancellor|running mate|boss|nominee|standard-bearer|chairman|chairwoman)(?=[’']s?\b|[ ,.;])"
)
# What may stand between the trigger and the other: “the statements made by”, “the Fed’s chairwoman, ”.
INTO = re.compile(
    r"(?:(?!(?:on|over|about|when|after|before|as|and|while|because|who|that|which|in|at|for|if|since|but|during|against|or|either|like|unlike|criticism|critics|questions?|reports?|allegations?|accusations?|suggestions?|concerns?|rumou?rs|attacks?|supporters?|favored|favoured|backed)\b)"
    r"[\w’'.-]+\s+){0,9}(?:[\w’'.-]+,\s+)?(?:[“\"])?$"
)
AND = re.compile(
    r"(?:,| and|, and|’s and|'s and) (?:(?:his|her|the) )?(?:(?!(?:to|that|who|which|on|over|about|when|after|as|and|in|at|for|if|of|by|with|said|says)\b)[\w’'.-]+ ){0,4}$"
)
SPEECH = re.compile(
    r"[’']s? (?:own )?(?:\w+ )?(?:words?|remarks?|comments?|statements?|position|positions|stance|views?|answers?|tone|account|version|message|line|assertion|claim|insistence|pledge|vow|call|speech|testimony|criticism|opposition|support|plan|proposal)\b"
)
THEIR = re.compile(
    r"(?:^|[,;—] ?)(?:[Tt]heir|[Tt]he two|[Tt]he pair|[Tt]he two (?:men|women|ministers)|[Tt]hey|[Bb]oth)\b"
)

# What takes a split back: it is denied, only possible, asked, or an opponent’s word.
DENIED = re.compile(
    r"\b(?:not|never|no(?!-)|nor|neither|nothing|none|without|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|insist\w* (?:that )?there|hardly|unlikely|"
    r"avoid\w*|loath|reluctant|hesita\w+|unwilling|refus\w+|declin\w+|stopped short|far from|fail\w*|downplay\w*|played down|play down|rather than|instead of)\b|n[’']t\b"
)
MAYBE = re.compile(
    r"\b(?:would|could|may|might|if|whether|should|must|can|will|unless|likely|expect\w*|poised|prepar\w+|ready|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|"
    r"want(?:s|ed)?|urg\w+|ask(?:s|ed|ing)?|press\w*|call(?:s|ed|ing) on|invite\w*|threaten\w*|consider\w*|rumou?r\w*|reportedly|alleged\w*|suppos\w+|appears? poised|forc\w+|need\w*|opportunity|chance)\b",
    re.IGNORECASE,
)
ACCUSED = re.compile(
    r"\b(?:accus\w+|critics?|opponents?|rivals?|seiz\w+ on|mock\w+|taunt\w+|attack(?:s|ed) \w+ for|attack ad|hammered|blasted|ripped|charged that|claim(?:s|ed|ing)?|alleg\w+)\b"
)
TO_BARE = re.compile(r"\b(?<!appear )(?<!appears )(?<!appeared )(?<!seem )(?<!seems )(?<!seemed )to (?:\w+ly )?$")
RIVALS = re.compile(
    r"\b(?:rivals?|opponents?|primary (?:challenger|foe|opponent)|challengers?|for the (?:\w+ ){0,3}nomination|fellow (?:\w+ )?(?:candidates?|contenders?|hopefuls?)|debate stage)\b"
)
RUNNING = re.compile(r"(?:candidate|contender|hopeful|front-?runner|nominee|campaign|bid|running for)")
PAST = re.compile(
    r"\b(?:former|future|would-be|ex|then|late|onetime|one-time|retired|ousted|under)\b[ -]", re.IGNORECASE
)

# Why two are one camp.
RELATION = (
    r"(?:running[ -]mate|vice[- ]presidential (?:nominee|pick|candidate)|(?:campaign )?surrogate|campaign (?:manager|chairman|chairwoman|chief|adviser|advisor|spokesman|spokeswoman)|"
    r"spokesman|spokeswoman|spokesperson|press secretary|chief of staff|vice president|vice-president|deputy|adviser|advisor|aide|ally|supporter|backer|booster|loyalist|confidant|lieutenant|delegate|co-chair(?:man)?|appointee|boss|"
    r"(?:foreign|defen[cs]e|finance|interior|justice|health|prime) minister|(?:defen[cs]e |treasury )?secretary(?: of (?:state|defen[cs]e|the treasury))?|"
    r"attorney general|cabinet colleague|coalition partner|party colleague|running partner|strategist)"
)
_WHOSE = rf"(?P<tie>(?P<whose>[A-Z][\w-]+|[Hh]is|[Hh]er)(?:[’']s?)? (?:own |former |top |longtime |senior |close |campaign ){{0,2}}{RELATION})"
TIED_BEFORE = re.compile(rf"\b{_WHOSE}(?:,| —| –|:)? (?:[\w’'.]+ ){{0,4}}$")
TIED_AFTER = re.compile(rf"^,? (?:who is |is |was |and )?(?:a |an |the |one of )?(?:[a-z]+ ){{0,2}}?{_WHOSE}s?\b")
BACKING = re.compile(
    r"^,? (?P<tie>(?:who )?(?:has |had )?(?:endorsed|endorses|supports|backs|supported|backed) (?:\w+\.? )?(?P<whose>[A-Z][\w-]+))\b"
)
CLOSE = re.compile(
    r"\b(?P<tie>(?:align(?:s|ed|ing) (?:himself|herself) (?:\w+ )?with|serv(?:ed|es|ing) (?:in|under)|(?:loyal|loyalty|allegiance) to|emphasized (?:his|her) ties to"
    r"|(?:stump|campaign)(?:ed|s|ing) for) (?:the )?(?:(?:President|Mr\.|Mrs\.|Ms\.) )?)$"
)
CLOSE_OPENS = re.compile(r"align|serv|loyal|allegiance|emphasized|stump|campaigned|campaigning for|campaigns for")
HEADS = (
    r"(?:chair(?:man|woman|person)?|president|governor|director|chief executive|CEO|leader|head|secretary[- ]general)"
)
PARTIES = {
    "Republican": "Republican Party", "GOP": "Republican Party", "R": "Republican Party",
    "Democratic": "Democratic Party", "Democrat": "Democratic Party", "D": "Democratic Party",
    "Labour": "Labour Party", "Labor": "Labor Party", "Conservative": "Conservative Party", "Tory": "Conservative Party",
    "Liberal": "Liberal Party", "Green": "Green Party",
}  # fmt: skip
_PARTY = "Republican|GOP|Democratic|Democrat|Labour|Labor|Conservative|Tory|Liberal|Green"
_STEP = r"(?!(?:of|and|to|by|for|from|with|over|rivals?|against|under|voters?|debate|primar\w+|convention|race|part\w+|nomination|caucus\w*|field|ticket)\b)[\w’'.-]+"
_TITLE = (
    r"(?:presidential|vice[- ]presidential|congressional|gubernatorial|presumptive|Senate|House|State|National|Committee|Party|Majority|Minority|majority|minority|Vice|"
    r"nominee|candidate|Candidate|Nominee|front-?runner|[Ll]eader|[Ww]hip|Speaker|speaker|Sens?\.?|[Ss]enator|Reps?\.?|Representative|Gov\.?|[Gg]overnor|[Cc]ongress(?:man|woman)|President|Secretary|"
    r"[Cc]hair(?:man|woman|person)?|Mr\.|Mrs\.|Ms\.|Dr\.|lawmaker|strategist|operative|consultant|donor|delegate|activist|official|member|elder|mayor|Mayor|attorney general|former|longtime|veteran|U\.S\.)"
)
PARTY_BEFORE = re.compile(
    rf"\b((?:(?:fellow|his|her|another) )?({_PARTY})(?: {_TITLE}){{1,5}}),? ?$|\b(({_PARTY}) (?:presidential )?(?:nomination|primary|debate)(?: for (?:president|governor|Senate))?), (?:Mrs?\. |Ms\. |Dr\. )?$"
)
PARTY_AFTER = re.compile(
    rf"^(?:[’']s)?(?: (\(([RD])(?:[-–—][A-Z][\w.]*)?\))|, ((?:(?:a|an|the|another|fellow|himself a|herself a)(?: {_STEP}){{0,4}} )?({_PARTY}))\b(?! (?:rivals?|opponents?|voters?|primary|debate|presidents?)\b))"
)
PARTY_OF = re.compile(
    r"\b(?:his|her|their|the) (?:own )?party[’']s (?:own )?(?:[\w-]+ ){0,3}(?:nominee|standard[- ]bearer|leader|candidate|president|chair\w*)\b"
)
_OFFICE = (
    r"(?:vice[- ]president|president|prime minister|premier|chancellor|(?:[\w]+ )?secretary(?: of (?:state|defen[cs]e|the treasury|homeland security|the interior))?"
    r"|(?:deputy )?(?:[\w]+ )?minister(?: for [a-z]+)?|attorney general|national security advis[eo]r|(?:white house )?chief of staff|cia director|fbi director)"
)
OFFICE_BEFORE = re.compile(rf"(?:^|[\s,(—])((?:(?-i:[A-Z])[\w’'.]+ )?{_OFFICE}),? $", re.IGNORECASE)
OFFICE_AFTER = re.compile(
    rf"^, (?:(?:the|his|her|who is) )?((?:(?-i:[A-Z])[\w’'.]+ )?{_OFFICE}(?: of (?-i:[A-Z])\w+)?)\b(?! (?:candidate|nominee|hopeful|pick))",
    re.IGNORECASE,
)
ALONE = frozenset(("president", "prime minister", "u.s. president", "chancellor", "premier"))  # one a country
BODY_BEFORE = re.compile(
    rf"(?:[Tt]he )?\b((?:[A-Z]\w+ )*[A-Z]\w+)(?:[’']s)? ((?:[a-z]+ )?(?i:{HEADS}))(?:,| of the \w+,)? $"
)
PART_HEAD = re.compile(r"\b((?:[A-Z]\w+ )*[A-Z]\w+) (?i:chair(?:man|woman|person)?|director|head) $")
# “While Ruiz has yet to back it, her running mate, Brandt, has endorsed it”: positions on both sides.
MATE = re.compile(
    r",? (?:but |yet )?(?:his|her|[A-Z][\w-]+[’']s) (?:own )?(?:running mate|vice[- ]president|deputy|campaign manager|(?:[a-z]+ )?minister|(?:\w+ )?secretary)(?:,| —| –)? "
)
POSITION = re.compile(
    r"\b(?:yet to (?:endorse|back|support)|endors\w+|support\w*|back(?:s|ed|ing)|oppos\w+|reject\w*|rul(?:es|ed) out|insist\w*|says?|said|argu\w+|favou?rs?|favou?red|refus\w+|declin\w+|call(?:s|ed)|embrac\w+|promis\w+|vow\w*|den(?:y|ies|ied)|warn\w*|suggest\w*)\b"
)
CAMP = re.compile(
    r"\b((?:[A-Z][\w-]+ (?:administration|campaign|cabinet|government))|[A-Z][\w-]+[’']s (?:cabinet|government|coalition)|(?:Republican|Democratic) ticket)\b"
)
SIDE_BY_SIDE = re.compile(
    r"\bwho (?:sits?|serves?) [^,.]{0,40}?\b(?:cabinet table|cabinet|same (?:cabinet|government|board|ticket|coalition|party))\b"
)
