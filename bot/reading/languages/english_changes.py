"""English, as data: how news says that somebody's position moved, and what takes such words back."""

import re

# fmt: off

# Nouns for words that somebody said, and for what somebody holds; “x” stands for quoted words in the patterns below.
REMARK = (
    r"(?:remarks?|comments?|statements?|claims?|words|assertions?|suggestions?|accusations?|allegations?|criticisms?|"
    r"tweets?|posts?|testimony|accounts?|story|version|predictions?|forecasts?|warnings?|characteri[sz]ations?|"
    r"descriptions?|jokes?|columns?|insults?|interviews?|answers?|explanations?|quips?|essays?|"
    r"op-eds?|sound ?bites?|phrase|gaffes?|wording|choice of words|slurs?|language|utterances?|confession|assessments?|comparisons?|denials?)"
)
STANCE = (
    r"(?:positions?|stances?|views?|opinions?|minds?|pledges?|promises?|vows?|commitments?|policy|policies|calls?|demands?|"
    r"support|opposition|objections?|resistance|endorsements?|insistence|threats?|rhetoric|tone|line|stand|tune|approach|"
    r"hostility|pacifism|scepticism|skepticism|reluctance|denials?|refusal|ultimatum|red line|redline|thinking|outlook|"
    r"convictions?|beliefs?|orthodoxy|embrace|rejection|criticisms?|assurances?|guarantees?|advocacy|backing|"
    r"reservations|verdict|neutrality|dogma|priorities|attitude|posture|arguments?|pronouncements?)"
)
# Of these the bare “the” or “a” is enough.
PLEDGE = (
    r"(?:positions?|stances?|pledges?|promises?|vows?|commitments?|demands?|endorsements?|threats?|opposition|objections?|"
    r"insistence|support|red line|redline|ultimatum|assurances?)"
)
# For these somebody may be sorry; for conduct too, which is another matter.
SORRY = (
    r"(?:remarks?|comments?|statements?|words|tweets?|posts?|jokes?|columns?|claims?|quips?|suggestions?|assertions?|insults?|"
    r"slurs?|choice of words|sound ?bites?|phrase|comparisons?|characteri[sz]ations?|accusations?|allegations?)"
)
PLAN = r"(?:plans?|proposals?|bills?|ideas?|goals?|targets?|timelines?|deadlines?|agenda|blueprint|timetables?)"

# Verbs, every form. OWN take words or a position as their object, and it is the speaker's own unless the text says otherwise.
TAKE_BACK = (
    r"(?:walk(?:s|ed|ing)?[ -]back(?: from| on)?|retract(?:s|ed|ing)?|"
    r"recant(?:s|ed|ing)?|withdr(?:aw|aws|ew|awn|awing)|rescind(?:s|ed|ing)?|revok(?:e|es|ed|ing)|"
    r"back-?track(?:s|ed|ing)? (?:on|from|over)|back-?pedal(?:s|l?ed|l?ing)? (?:on|from|over)|"
    r"back(?:s|ed|ing) (?:away|off|down)(?: from| on| of| over)?|row(?:s|ed|ing) back(?: from| on)?|"
    r"pull(?:s|ed|ing)? back (?:from|on)|st(?:eps|epped|epping) back from|"
    r"retreat(?:s|ed|ing)? (?:from|on)|"
    r"climb(?:s|ed|ing)? down (?:from|on|over)|walk(?:s|ed|ing)? away from|shr(?:ink|ank|unk) from|"
    r"disclaim(?:s|ed|ing)?)"
)
DROP = (
    r"(?:abandon(?:s|ed|ing)?|drop(?:s|ped|ping)?|ditch(?:es|ed|ing)?|"
    r"forfeit(?:s|ed|ing)?|renounc(?:e|es|ed|ing)|forsook|forsak(?:e|es|en|ing)|jettison(?:s|ed|ing)?|"
    r"scrap(?:s|ped|ping)?|discard(?:s|ed|ing)?|"
    r"reneg(?:e|es|ed|ing) on|renig(?:s|ged) on|shelv(?:e|es|ed|ing)|"
    r"soft-pedal(?:s|l?ed|l?ing)?)"
)
REVERSE = r"(?:revers(?:e|es|ed|ing)|flip(?:s|ped|ping)?)"
ALTER = (
    r"(?:chang(?:es|ed|ing)|shift(?:s|ed|ing)?|switch(?:es|ed|ing)?|alter(?:s|ed|ing)?|adjust(?:s|ed|ing)?|"
    r"revis(?:e|es|ed|ing)|modif(?:y|ies|ied|ying)|amend(?:s|ed|ing)?|rethink(?:s|ing)?|rethought|"
    r"reconsidered|recalibrat(?:e|es|ed|ing))"
)
SOFTEN = (
    r"(?:soften(?:s|ed|ing)?|moderat(?:e|es|ed|ing)|temper(?:s|ed|ing)?|ton(?:e|es|ed|ing) down|dial(?:s|l?ed|l?ing)? (?:back|down)|"
    r"scal(?:e|es|ed|ing) (?:back|down)|water(?:s|ed|ing)? down|dilut(?:e|es|ed|ing)|relax(?:es|ed|ing)?|"
    r"eas(?:e|es|ed|ing)|qualif(?:y|ies|ied|ying)|mellow(?:s|ed|ing)?|pare(?:s|d)? (?:back|down)|"
    r"loosen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|walk(?:s|ed|ing)? down)"
)
HARDEN = r"(?:harden(?:s|ed|ing)?|toughen(?:s|ed|ing)?(?: up)?|stiffen(?:s|ed|ing)?)"
CLARIFY = r"(?:clarif(?:y|ies|ied|ying)|correct(?:s|ed|ing))"
REGRET = (
    r"(?:apologi[sz](?:e|es|ed|ing)(?: (?:to|on|in|at|during|via|by) [^.;,]{2,40}?| \w+day| \w+ly| later| again| profusely)? (?:for|over|about)|regrett?(?:s|ed|ing)?|express(?:es|ed|ing)? (?:\w+ )?(?:regret|remorse) (?:for|over|about|at)|"
    r"sa(?:y|ys|id|ying) (?:he|she|it|they|[A-Z]\w+) (?:was|were|is|are) (?:\w+ )?sorry for|issu(?:e|es|ed|ing) an apology for|offer(?:s|ed|ing)? an apology for)"
)
# These take somebody else's words as readily: only what is marked as the speaker's own counts.
LEAVE = (
    r"(?:distanc(?:e|es|ed|ing) (?:himself|herself|itself|themselves) from|repudiat(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|"
    r"disown(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|turn(?:s|ed|ing) (?:his back on|her back on|its back on|their backs? on|against|away from)|"
    r"br(?:oke|oken|eaking) (?:with|from)|part(?:ed|ing) (?:ways )?with|depart(?:s|ed|ing) from|abandon(?:s|ed|ing)?|renounc(?:e|es|ed|ing)|"
    r"back(?:s|ed|ing) away from|retreat(?:s|ed|ing) from|walk(?:s|ed|ing) away from|pivot(?:s|ed|ing) (?:away )?from|"
    r"veer(?:s|ed|ing) from|stray(?:s|ed|ing) from|deviat(?:es|ed|ing) from)"
)
PRIOR = r"(?:own|earlier|previous|past|prior|initial|original|former|long-?standing|longtime|long-held|decades-long|years-old)"
# What happened once is told by these, what holds now by those.
HELD = (
    r"(?:said|supported|backed|favou?red|championed|opposed|rejected|dismissed|pushed(?: for)?|promised|vowed|pledged|insisted|"
    r"denied|criticized|criticised|called(?: for)?|advocated|argued|resisted|refused|ruled out|defended|denounced|embraced|"
    r"voiced support|expressed support|endorsed|co-?sponsored|sponsored|voted (?:for|against)|promoted|praised|maintained|"
    r"claimed|demanded|objected|questioned|suggested|balked|hailed|mocked|ridiculed|derided|condemned|urged|warned|scoffed|declined to (?:rule out|endorse|support|back|commit))"
)
HOLDS = (
    r"(?:says?|said|supports?|supported|opposes?|opposed|backs?|backed|wants?|favou?rs?|calls?|called|argues?|argued|insists?|insisted|"
    r"believes?|denies|denied|rejects?|rejected|embraces?|embraced|advocates?|adopted|announced|agreed|promises|promised|vows|vowed|"
    r"pledged|admits|admitted|concedes|conceded|acknowledged|acknowledges|rules out|champions?|defends|declared|came out|come out|comes out|"
    r"endorses?|endorsed|criticizes|criticises|questions|demands?|decided|changed|reversed|relented|accepts?|accepted|thinks?)"
)
HELD_ING = (
    r"(?:saying|insisting|refusing|denying|vowing|promising|pledging|claiming|opposing|resisting|rejecting|dismissing|"
    r"ruling out|defending|casting doubt|arguing|declining|maintaining|questioning|calling|suggesting|voting (?:for|against)|"
    r"criticizing|criticising|warning|objecting|balking|threatening|ruling|declaring|describing|demanding|advocating|championing)"
)
SILENT = r"(?:comment|answer|respond|discuss|speak|talk|name|identify|elaborate|say whether|say who|say how|take questions|testify|appear|attend|meet|debate|disclose|release)"
SIDES = r"(?:proponent|supporter|critic|opponent|advocate|champion|skeptic|sceptic|foe|backer|defender|believer|booster|detractor|cheerleader|enemy|admirer|enthusiast)"
TURN_WORDS = "about-face about-faces u-turn u-turns turnabout turnabouts volte-face volte-faces flip-flop flip-flops flip-flopping heart climbdown climbdowns walkback walk-back backtrack backtracking backpedaling back-pedaling reversal reversals 180-degree shift shifts evolution conversion retreat retreats waffling wavering retraction softening hardening turn_against"
PARTED = r"(?:walk(?:s|ed|ing)|ton(?:es|ed|ing)|dial(?:s|ed|ing)|scal(?:es|ed|ing))"
MOVED = r"(?:changed|shifted|softened|hardened|evolved|moderated|toughened|reversed|mellowed)"
MOVED_KINDS = {"softened": "softened", "moderated": "softened", "mellowed": "softened", "hardened": "hardened", "toughened": "hardened", "changed": "reversed", "reversed": "reversed"}
TURN = r"(?:about-faces?|[Uu]-turns?|turnabouts?|volte-faces?|flip-flop(?:s|ping)?|changes? of heart|climbdowns?|climb-downs?|walk-?backs?|back-?track(?:ing)?|back-?pedal(?:l?ing)?|reversals?(?= (?:on|over|about|regarding|from|of (?:his|her|its|their))\b)|180-degree turn)"
SHIFT = r"(?:shifts?|evolution|conversion|retreats?|waffling|wavering|retraction|softening|hardening)"

# Verbs that need an object: kind, how sure, whose the object is, the nouns, the verb. “any”: the speaker's unless somebody
# else is named; “own”: his, her, its, their; “prior”: marked as said or held before. Behind “@” stand words to look for
# first, where the verb begins with a common one.
TAKING = (
    ("walked_back", 0.90, "any", f"{REMARK}|{PLEDGE}", TAKE_BACK),
    ("walked_back", 0.90, "any", f"{REMARK}|{PLEDGE}", "t(?:ake|akes|ook|aken|aking) back@take_back takes_back took_back taken_back taking_back"),
    ("walked_back", 0.88, "any", f"{REMARK}|{STANCE}", "back (?:away|off|down)(?: from| on| of| over)@back_away back_off back_down"),
    ("walked_back", 0.84, "bare", "remarks|comments|statements?|claims?|pledges?|opposition|objections|endorsements?|support|threats?|criticism", TAKE_BACK),
    ("reversed", 0.82, "bare", "opposition|objections|support|resistance", r"(?:drop(?:s|ped|ping)|abandon(?:s|ed|ing)|end(?:ed|ing))"),
    ("softened", 0.82, "bare", "stance|position|criticism|opposition", SOFTEN),
    ("hardened", 0.78, "bare", "stance|position", HARDEN),
    ("reversed", 0.82, "bare", "stances?|positions?", r"(?:revers|chang|shift)(?:es|ed|ing)"),
    ("walked_back", 0.88, "own", STANCE, TAKE_BACK),
    ("walked_back", 0.78, "own", f"{STANCE}|{PLAN}", r"(?:edg|mov)(?:es|ed|ing) away from"),
    ("walked_back", 0.74, "own", PLAN, TAKE_BACK),
    ("walked_back", 0.78, "any", PLAN, r"back(?:s|ed|ing) (?:away|off) from"),
    ("clarified", 0.78, "own", REMARK, r"(?:clean(?:s|ed|ing)? up|explain(?:s|ed|ing)? away|pl(?:ays|ayed|aying) down|downpl(?:ay|ays|ayed|aying))"),
    ("reversed", 0.85, "own", "endorsements?|support|opposition|backing|resistance", r"(?:pull(?:ed|ing)|yank(?:s|ed|ing)?|end(?:ed|ing))"),
    ("reversed", 0.82, "any", "pledges?|promises?|vows?|commitments?|demands?|insistence|threats?|opposition|objections?|stances?|calls?", DROP),
    ("reversed", 0.88, "any", f"{PLEDGE}|words", r"(?:go|goes|gone|going|went) back on@back_on"),
    ("reversed", 0.86, "own", STANCE, DROP),
    ("reversed", 0.86, "own", STANCE, "g(?:ave|iven|iving) up(?: on)?@gave_up given_up giving_up"),
    ("reversed", 0.72, "prior", PLAN, DROP),
    ("reversed", 0.90, "own", f"{STANCE}|decisions?|plans?|choice|votes?", REVERSE),
    ("reversed", 0.88, "own", f"(?!support|endorsement|backing)(?:{STANCE}|votes?)", ALTER),  # whom one supports is another matter
    ("other", 0.80, "own", PLAN, ALTER),
    ("clarified", 0.75, "own", REMARK, ALTER),
    ("softened", 0.88, "own", f"{STANCE}|{REMARK}|{PLAN}", SOFTEN),
    ("hardened", 0.80, "own", f"{STANCE}|bans?|proposals?", HARDEN),
    ("clarified", 0.88, "any", f"{REMARK}|{STANCE}", r"clarif(?:y|ies|ied|ying)"),
    ("clarified", 0.88, "own", f"{REMARK}|{STANCE}", CLARIFY),
    ("walked_back", 0.85, "own", SORRY, f"{REGRET}@apologize apologizes apologized apologizing apologise apologises apologised apologising regret regrets regretted regretting remorse sorry apology"),
    ("walked_back", 0.78, "any", SORRY, f"{REGRET}@apologize apologizes apologized apologizing apologise apologises apologised apologising regret regrets regretted regretting remorse sorry apology"),
    ("reversed", 0.82, "prior", f"{REMARK}|{STANCE}|{PLAN}|(?:trade )?(?:agreements?|legislation|deals?|laws?|measures?|treaty|pacts?)", LEAVE),
)
# Verbs behind what they take: “a position he has since modified”.
GAPPED = (
    r"(?:walked back|retracted|recanted|withdrew|withdrawn|rescinded|disavowed|repudiated|renounced|abandoned|"
    r"dropped|modified|revised|softened|amended|clarified|apologi[sz]ed(?: for)?|backed (?:away|off|down)(?: from)?|"
    r"distanced (?:himself|herself|itself) from|regretted|reversed|rejected|disowned|toned down|back-?tracked on|back-?pedaled on|"
    r"walked away from|changed|shifted|scaled back|moderated|reneged on)"
)
GAPPED_KINDS = {
    "clarified": "clarified",
    "softened": "softened",
    "toned": "softened",
    "scaled": "softened",
    "moderated": "softened",
    "modified": "other",
    "revised": "other",
    "amended": "other",
    "shifted": "other",
    "changed": "reversed",
    "reversed": "reversed",
    "abandoned": "reversed",
    "renounced": "reversed",
    "rejected": "reversed",
    "repudiated": "reversed",
    "disavowed": "reversed",
    "dropped": "reversed",
    "disowned": "reversed",
    "reneged": "reversed",
}
THINGS = r"(?:bills?|law|legislation|deals?|agreements?|measures?|treaty|pact|idea|war|reform|reforms)"
LATER = r"(?:since|later|subsequently|quickly|then|now|recently|eventually|swiftly|promptly|immediately|soon|ultimately|afterward)"

# Words that need no object: kind, how sure, words to look for first where the first word is a common one; then the pattern,
# in which “{…}” stands for one of the nouns above.
PLAINLY = r"""
reversed 0.95 :: revers(?:e|es|ed|ing) (?:himself|herself|itself|themselves|course)
reversed 0.80 :: (?:chang|switch|shift)(?:es|ed|ing) course
reversed 0.93 :: chang(?:es|ed|ing) (?:his|her|its|their) (?:\w+ )?(?:minds?|tune|opinion)
reversed 0.93 heart :: had (?:a|another|an apparent|a sudden|a late) change of heart
reversed 0.93 about-face about-faces u-turn turnabout volte-face climbdown reversal flip-flop walk-back 180-degree :: (?:do|does|did|doing|done|ma(?:de|ke|kes|king)|perform(?:s|ed|ing)?|execut(?:ed|es|ing)|pull(?:s|ed|ing)?(?: off)?|complet(?:ed|es|ing)|stag(?:ed|es|ing)|beat|beats|beating) (?:(?:an?|another|its|his|her|yet another) )?(?:[\w-]+,? ){0,3}{TURN}(?: turn)?
reversed 0.68 :: flip(?:s|ped|ping)?(?:-?flop(?:s|ped|ping)?)? on(?! (?:\w+ ){0,4}(?:issues?|positions?|everything|things|topics|policies)\b)
other 0.75 :: (?:waffl(?:e|es|ed|ing)|waver(?:s|ed|ing)?|equivocat(?:e|es|ed|ing)) (?:on|over|about)
other 0.78 :: (?:shift(?:s|ed|ing)?|evolv(?:e|es|ed|ing)) on
clarified 0.90 :: chang(?:es|ed|ing) (?:his|her|its|their) (?:\w+ )?(?:story|account)
reversed 0.85 :: relent(?:s|ed|ing)
walked_back 0.90 :: (?:back-?track(?:s|ed|ing)?|back-?pedal(?:s|l?ed|l?ing)?)
walked_back 0.85 :: recant(?:s|ed|ing)
walked_back 0.85 :: back(?:s|ed|ing) down
walked_back 0.90 :: (?:misspoke|misspoken|mis-spoke)
walked_back 0.85 his_words her_words their_words own_words :: (?:ate|eaten|swallow(?:ed|s|ing)) (?:his|her|their) (?:own )?words
reversed 0.80 second_thoughts :: (?:had|having|has|have) second thoughts
clarified 0.80 clarified clarifying :: (?:later|subsequently|quickly|then|since) clarif(?:ied|ying)
clarified 0.72 :: clarified (?:on \w+day|in an? |to |via |through )
walked_back 0.78 :: back(?:s|ed|ing) (?:away|off)(?: from)? (?:\w+ing|calls|plans|talk|demands|earlier|previous|claims|suggestions)\b
walked_back 0.75 :: back(?:s|ed|ing) off(?! (?:the|an?) (?:stage|road|court|field|bench)\b)
reversed 0.76 bowed bowing bows yielded yielding gave_in given_in giving_in succumbed :: (?:bow(?:s|ed|ing)|yield(?:s|ed|ing)|g(?:ave|iven|iving) in|succumb(?:s|ed|ing)) to (?:the |public |mounting |political |growing |intense |international |heavy )*(?:pressure|demands|critics|outcry|criticism)
reversed 0.85 he_once she_once had_once had_previously had_initially had_repeatedly he_previously she_previously he_initially she_initially had_opposed had_rejected had_long had_criticized had_fought :: (?:embrac(?:e|es|ed|ing)|endors(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|back(?:s|ed|ing)|support(?:s|ed|ing)|vot(?:ed|ing) for|sign(?:ed|ing)) [^.;,]{3,60}? (?:that |which )?(?:he|she|it|they) (?:had |once |previously |long |initially |earlier |repeatedly )+(?:opposed|rejected|criticized|criticised|fought|dismissed|resisted|denounced|mocked|derided|voted against|condemned|attacked|ridiculed)
reversed 0.85 he_once she_once had_once had_previously had_initially had_repeatedly he_previously she_previously he_initially she_initially had_supported had_backed had_championed had_long had_pushed had_negotiated :: (?:oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)|attack(?:s|ed|ing)|denounc(?:e|es|ed|ing)|criticiz(?:es|ed|ing)|criticis(?:es|ed|ing)|condemn(?:s|ed|ing)|fight(?:s|ing)|fought|vot(?:ed|ing) against) [^.;,]{3,60}? (?:that |which )?(?:he|she|it|they) (?:had |once |previously |long |initially |earlier |repeatedly )+(?:supported|backed|championed|pushed|promoted|favou?red|negotiated|sponsored|praised|endorsed|embraced|voted for|proposed)
reversed 0.80 :: contradict(?:s|ed|ing) (?:himself|herself|itself)
reversed 0.76 :: (?:stopp(?:ed|ing)|ceas(?:ed|ing)|quit) (?:calling for|opposing|supporting|insisting|advocating|denying|pushing for|claiming|demanding)
softened 0.80 :: (?:soften(?:s|ed|ing)?|moderat(?:es|ed|ing)|mellow(?:s|ed|ing)?) on
hardened 0.74 :: harden(?:s|ed|ing)? on
hardened 0.74 further_than :: (?:g(?:o|oes|oing|one)|went) further than (?:he|she|it|they) (?:has|have|had)(?: \w+)?
reversed 0.85 went_from gone_from moved_from moving_from shifted_from shifting_from switched_from switching_from swung_from swinging_from turned_from :: (?:went|gone|mov(?:ed|ing)|shift(?:ed|ing)|sw(?:ung|inging)|switch(?:ed|ing)|turned) from (?:\w+ly )?(?:opposing|supporting|praising|calling|saying|backing|rejecting|denying|favou?ring|advocating|embracing|defending|condemning|an? (?:\w+ )?{SIDES}|being (?:for|against))\b[^.;]{3,90}? to (?:\w+ly )?(?:\w+ing|an? )
other 0.78 leftward rightward :: mov(?:ed|es|ing) (?:sharply |further |steadily )?(?:to the (?:left|right)|leftward|rightward|left|right) on
softened 0.74 :: (?:cool(?:s|ed|ing)|turn(?:s|ed|ing) cool) (?:on|to|toward) the (?:idea|notion|plan|proposal|deal)
walked_back 0.84 wrong mistaken misguided erred overstated exaggerated too_far should_not_have shouldn’t_have regrets regretted wishes wished :: (?:admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|sa(?:id|ys|ying)|confess(?:es|ed|ing)) (?:that )?(?:he|she|they) (?:(?:was|were|had been|has been) (?:\w+ly )?(?:wrong|mistaken|misguided|in error)|(?:had )?(?:erred|overstated|exaggerated|(?:went|gone) too far|chosen? (?:his|her|the wrong) words)|(?:should not|shouldn[’']t|should never) have (?:said|used|called|made|tweeted|suggested)|regret(?:s|ted) (?:the|his|her|making|using|saying|that (?:he|she|they|his|her|their)|what)|(?:wishes|wished) (?:he|she) (?:had not|hadn[’']t|had never) (?:said|used|called|made))
clarified 0.80 joking kidding sarcastic misquoted misunderstood misheard was_wrong was_mistaken been_wrong was_referring was_talking was_speaking he_meant she_meant had_meant :: (?:later|subsequently|then|quickly|since|afterward) (?:said|explained|insisted|claimed|tweeted|clarified|added|told [\w ]{2,25}) (?:that )?(?:he|she|they) (?:(?:was|were|had been|has been) (?:only |just |merely )?(?:joking|kidding|sarcastic|being sarcastic|misquoted|misunderstood|wrong|mistaken|referring|talking about|speaking)|(?:had |only )?(?:meant|misheard|misunderstood))
walked_back 0.82 a_mistake an_error big_mistake :: call(?:s|ed|ing) (?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|decision|remarks?|comments?|statement|endorsement|backing|opposition|choice of words|position)\b[^.;]{0,50}? (?:a |an )(?:\w+ )?(?:mistake|error)
walked_back 0.82 mistake error wrong regrettable unfortunate inappropriate inaccurate incorrect :: (?:acknowledg(?:es|ed|ing)|sa(?:id|ys)|admit(?:s|ted)|conced(?:es|ed)) (?:that )?(?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|remarks?|comments?|statement|endorsement|opposition|choice of words|wording|position)\b[^.;]{0,50}? (?:was|were|had been) (?:an? )?(?:\w+ )?(?:mistake|error|wrong|regrettable|unfortunate|inappropriate|inaccurate|incorrect)
walked_back 0.80 :: (?:regrets?|regretted|regretting|disavow(?:s|ed)|repudiat(?:es|ed)) (?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|endorsement|opposition|backing|decision|choice of words|use of)
reversed 0.76 has_come_to :: (?:has|have|had) come to (?:support|oppose|regret|accept|embrace|reject|believe (?:that )?(?:he|she) was wrong)
walked_back 0.80 regret remorse :: express(?:es|ed|ing) (?:\w+ )?(?:regret|remorse) (?:for|over|about) (?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|opposition|endorsement|choice of words)
walked_back 0.82 mistake erred :: (?:admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|sa(?:id|ys|ying)) (?:that )?(?:he|she|they|it) (?:had )?(?:made a mistake|erred) (?:in|by|when (?:he|she|they|it)) (?:support|oppos|vot|sa(?:y|id)|call|back|endors|vow|promis)\w*
walked_back 0.80 :: apologi[sz]ed for (?:his|her) (?:[\w-]+ ){0,2}(?:vote|support|opposition)
walked_back 0.75 thought_better :: thought better of (?:it|that|his|her|its|the)
clarified 0.85 :: correct(?:s|ed|ing) (?:himself|herself|itself|themselves)
clarified 0.85 clarification retraction correction :: (?:issu(?:ed|es|ing)|offer(?:ed|s|ing)|post(?:ed|s|ing)) (?:a|another) (?:\w+ )?(?:clarification|retraction|correction)
clarified 0.86 :: clarif(?:y|ies|ied|ying)(?: \w+day| later| on \w+day)? that(?! (?:to mean|\w+ing))
clarified 0.90 :: clarif(?:y|ied|ies|ying) (?:that to mean|what (?:he|she|they) (?:had )?(?:meant|said)|(?:his|her|its|their) (?:\w+ ){0,2}(?:{REMARK}|{STANCE}|{PLAN}))
clarified 0.75 his_earlier her_earlier his_previous her_previous his_initial her_initial :: (?:expand|elaborat)(?:e|s|es|ed|ing)? on (?:his|her|its|their) (?:earlier|previous|initial|original) (?:\w+ )?(?:{REMARK}|{STANCE})
walked_back 0.85 :: apologi[sz](?:e|es|ed|ing)(?: (?:to|on|in|at|during|via|by) [^.;,]{2,40}?| \w+day| \w+ly| later| again)? (?:for|over) (?:(?:his|her|their) )?(?:having )?(?:saying|said|calling|called|suggesting|suggested|claiming|claimed|comparing|compared|tweeting|tweeted|describing|likening|joking|implying|referring|stating|what (?:he|she) (?:had )?said|using the (?:word|term|phrase))
walked_back 0.80 sorry regret regrets regretted regretting :: (?:regret(?:s|ted|ting)?|(?:was|were|is) sorry for) (?:having )?(?:saying|said|calling|called|suggesting|suggested|claiming|claimed|comparing|tweeting|describing|using the (?:word|term|phrase)|what (?:he|she) (?:had )?said)
softened 0.78 softer milder gentler conciliatory moderate harder tougher firmer stronger hawkish hard-line :: (?:t(?:ook|aken|aking|akes)|str(?:uck|ikes|iking)|adopt(?:s|ed|ing)) (?:a|an) (?:much |far |somewhat |noticeably |markedly |decidedly )?(?:softer|milder|gentler|more conciliatory|more moderate) (?:line|tone|stance|position|approach) (?:on|toward|towards|about)
hardened 0.60 softer milder gentler conciliatory moderate harder tougher firmer stronger hawkish hard-line :: (?:t(?:ook|aken|aking|akes)|str(?:uck|ikes|iking)|adopt(?:s|ed|ing)) (?:a|an) (?:much |far |somewhat |noticeably |markedly |decidedly )?(?:harder|tougher|firmer|stronger|more hawkish|more hard-line) (?:line|tone|stance|position)
other 0.75 new_position new_positions :: st(?:ake|akes|aked|aking) out (?:a|some|several) new positions?
softened 0.72 warmed warming :: warm(?:s|ed|ing) to the (?:idea|notion|prospect|proposal|plan)
reversed 0.72 :: sour(?:s|ed|ing) on the (?:idea|notion|deal|proposal|plan|war)
"""
FIRST_WORDS = "misspoke misspoken take_back took_back changed revised shifted reversed evolved used_to longer should_not_have should_never_have shouldn’t_have shouldn't_have regret apologize apologise retract withdraw sorry wrong mistaken corrected reconsidered clarify originally initially"
# In the speaker's own words.
FIRST_PERSON = r"""
walked_back 0.90 :: \bI(?: have|[’']ve|[’']d| had)? (?:since |now |honestly |actually |simply |just )?(?:misspoke|misspoken)\b
walked_back 0.90 :: \bI(?:[’']ll| will| want to| would like to|[’']d like to)? (?:take|took) (?:it|that|those words|this|that word|those comments|those remarks|what I said) (?:all )?back\b
reversed 0.90 :: \bI(?:[’']ve| have)?(?: since| simply| actually| just)? (?:changed|revised|shifted|reversed) my (?:mind|position|view|views|opinion|stance)\b
other 0.85 :: \b[Mm]y (?:own )?(?:position|views?|mind|thinking|opinion|stance)s? (?:on [^.,;]{2,40} )?(?:has|have) (?:since |now )?(?:changed|evolved|shifted|moved)\b
reversed 0.78 :: \bI used to (?:believe|think|support|oppose|say|be (?:for|against|opposed|in favou?r|a supporter|an opponent))\b
reversed 0.80 :: \bI(?: just| simply| can)? no longer (?:believe|support|think|oppose|favou?r|back|hold|stand by)\b
walked_back 0.88 :: \bI should(?:n[’']t| not| never) have (?:said|used that|used those|called|tweeted|made (?:that|those|the) (?:remark|comment|statement|joke)s?|suggested|spoken)\b
walked_back 0.88 :: \bI(?: deeply| sincerely| truly| do| now| really)? (?:regret|apologi[sz]e for|retract|withdraw|am sorry for)(?: having)? (?:saying|said|calling|called|suggesting|using|(?:my|those|the|that|these) (?:[\w-]+ ){0,3}(?:remarks?|comments?|words|statements?|tweets?|language|claims?|jokes?|accusations?|allegations?)|what I said)\b(?! (?:that |which )?(?:he|she|they|[A-Z]\w+) )
walked_back 0.85 :: \bI (?:was|am|have been|[’']ve been) (?:wrong|mistaken) (?:to (?:say|call|suggest|claim|oppose|support|vote|promise|rule)|in saying|about|on|when I said)\b
walked_back 0.85 :: \bI stand corrected\b
reversed 0.82 :: \bI(?: have|[’']ve) (?:evolved|reconsidered|come (?:a)?round|had a change of heart)\b
clarified 0.75 :: \bI will try to clarify\b|\blet me clarify (?:what I said|my (?:earlier |previous )?(?:remarks?|comments?|statement))\b
reversed 0.80 :: \bI was (?:once|originally|initially|at first) (?:for|against|opposed to|in favou?r of) [^.;]{3,80}\b(?:now|but)\b
"""
PARTIAL = frozenset({"softened", "hardened", "other", "clarified"})  # such a change is one of degree
HELD_BEFORE = re.compile(
    rf"\b(?:{HELD}|says?|told|announced|wrote|tweeted|declared|stated|described|predicted|threatened|ordered|proposed|suggested|believed|supports?)\b"
)
FOR_ANOTHER = frozenset({"clarified", "walked_back"})  # what staff does for whoever said it
