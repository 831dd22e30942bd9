"""English, as data: how news says that somebody's position moved, and what takes such words back."""

import re

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
    r"(?:walk(?:s|ed|ing)?[ -]back(?: from| on)?|t(?:ake|akes|ook|aken|aking) back|retract(?:s|ed|ing)?|"
    r"recant(?:s|ed|ing)?|withdr(?:aw|aws|ew|awn|awing)|rescind(?:s|ed|ing)?|revok(?:e|es|ed|ing)|"
    r"back-?track(?:s|ed|ing)? (?:on|from|over)|back-?pedal(?:s|l?ed|l?ing)? (?:on|from|over)|"
    r"back(?:s|ed|ing)? (?:away|off|down)(?: from| on| of| over)?|row(?:s|ed|ing)? back(?: from| on)?|"
    r"pull(?:s|ed|ing)? back (?:from|on)|st(?:ep|eps|epped|epping) back from|"
    r"retreat(?:s|ed|ing)? (?:from|on)|"
    r"climb(?:s|ed|ing)? down (?:from|on|over)|walk(?:s|ed|ing)? away from|shr(?:ink|ank|unk) from|"
    r"disclaim(?:s|ed|ing)?)"
)
DROP = (
    r"(?:abandon(?:s|ed|ing)?|drop(?:s|ped|ping)?|ditch(?:es|ed|ing)?|g(?:ive|ives|ave|iven|iving) up(?: on)?|"
    r"forfeit(?:s|ed|ing)?|renounc(?:e|es|ed|ing)|forsook|forsak(?:e|es|en|ing)|jettison(?:s|ed|ing)?|"
    r"scrap(?:s|ped|ping)?|discard(?:s|ed|ing)?|"
    r"reneg(?:e|es|ed|ing) on|renig(?:s|ged) on|go(?:es|ne|ing)? back on|went back on|shelv(?:e|es|ed|ing)|"
    r"soft-pedal(?:s|l?ed|l?ing)?)"
)
REVERSE = r"(?:revers(?:e|es|ed|ing)|flip(?:s|ped|ping)?)"
ALTER = (
    r"(?:chang(?:e|es|ed|ing)|shift(?:s|ed|ing)?|switch(?:es|ed|ing)?|alter(?:s|ed|ing)?|adjust(?:s|ed|ing)?|"
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
CLARIFY = r"(?:clarif(?:y|ies|ied|ying)|correct(?:s|ed|ing)?)"
REGRET = (
    r"(?:apologi[sz](?:e|es|ed|ing)(?: (?:to|on|in|at|during|via|by) [^.;,]{2,40}?| \w+day| \w+ly| later| again| profusely)? (?:for|over|about)|regrett?(?:s|ed|ing)?|express(?:es|ed|ing)? (?:\w+ )?(?:regret|remorse) (?:for|over|about|at)|"
    r"sa(?:y|ys|id|ying) (?:he|she|it|they|[A-Z]\w+) (?:was|were|is|are) (?:\w+ )?sorry for|issu(?:e|es|ed|ing) an apology for|offer(?:s|ed|ing)? an apology for)"
)
# These take somebody else's words as readily: only what is marked as the speaker's own counts.
LEAVE = (
    r"(?:distanc(?:e|es|ed|ing) (?:himself|herself|itself|themselves) from|repudiat(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|"
    r"disown(?:s|ed|ing)?|reject(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|"
    r"r(?:un|uns|an|unning) counter to|turn(?:s|ed|ing)? (?:his back on|her back on|its back on|their backs? on|against|away from)|"
    r"br(?:eak|eaks|oke|oken|eaking) (?:with|from)|part(?:s|ed|ing)? (?:ways )?with|depart(?:s|ed|ing)? from|"
    r"oppos(?:e|es|ed|ing)|c(?:ome|omes|ame|oming) out against|"
    r"criticis(?:e|es|ed|ing)|criticiz(?:e|es|ed|ing)|attack(?:s|ed|ing)?|abandon(?:s|ed|ing)?|renounc(?:e|es|ed|ing)|disput(?:e|es|ed|ing)|"
    r"back(?:s|ed|ing)? away from|retreat(?:s|ed|ing)? from|walk(?:s|ed|ing)? away from|condemn(?:s|ed|ing)?)"
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
TURN = r"(?:about-faces?|[Uu]-turns?|turnabouts?|volte-faces?|flip-flop(?:s|ping)?|changes? of heart|climbdowns?|climb-downs?|walk-?backs?|back-?track(?:ing)?|back-?pedal(?:l?ing)?|reversals?(?= (?:on|over|about|regarding|from|of (?:his|her|its|their))\b)|180-degree turn)"
SHIFT = r"(?:shifts?|evolution|conversion|retreats?|waffling|wavering|retraction|softening|hardening)"

# Verbs that need an object: (verb, nouns, whose, kind, how sure). “any”: the speaker's unless somebody else is named;
# “own”: his, her, its, their; “prior”: marked as said or held before.
TAKING = (
    (TAKE_BACK, (REMARK, PLEDGE), "any", "walked_back", 0.9),
    (TAKE_BACK, (STANCE,), "own", "walked_back", 0.88),
    (r"(?:edg|mov)(?:e|es|ed|ing) away from", (STANCE, PLAN), "own", "walked_back", 0.78),
    (TAKE_BACK, (PLAN,), "own", "walked_back", 0.74),
    (r"back(?:s|ed|ing)? (?:away|off) from", (PLAN,), "any", "walked_back", 0.78),
    (
        r"(?:clean(?:s|ed|ing)? up|explain(?:s|ed|ing)? away|pl(?:ay|ays|ayed|aying) down|downpl(?:ay|ays|ayed|aying))",
        (REMARK,),
        "own",
        "clarified",
        0.78,
    ),
    (
        r"(?:pull(?:s|ed|ing)?|yank(?:s|ed|ing)?|end(?:s|ed|ing)?)",
        (r"endorsements?", r"support", r"opposition", r"backing", r"resistance"),
        "own",
        "reversed",
        0.85,
    ),
    (
        DROP,
        (
            r"pledges?",
            r"promises?",
            r"vows?",
            r"commitments?",
            r"demands?",
            r"insistence",
            r"threats?",
            r"opposition",
            r"objections?",
            r"stances?",
            r"calls?",
        ),
        "any",
        "reversed",
        0.82,
    ),
    (r"(?:br(?:eak|eaks|oke|oken|eaking))", (r"pledges?", r"promises?", r"vows?"), "own", "reversed", 0.64),
    (DROP, (STANCE,), "own", "reversed", 0.88),
    (DROP, (PLAN,), "prior", "reversed", 0.72),
    (REVERSE, (STANCE, r"decisions?", r"plans?", r"choice", r"votes?"), "own", "reversed", 0.9),
    (ALTER, (STANCE, r"votes?"), "own", "reversed", 0.88),
    (ALTER, (PLAN,), "own", "other", 0.8),
    (ALTER, (REMARK,), "own", "clarified", 0.75),
    (SOFTEN, (STANCE, REMARK, PLAN), "own", "softened", 0.88),
    (HARDEN, (STANCE, r"bans?", r"proposals?"), "own", "hardened", 0.8),
    (r"clarif(?:y|ies|ied|ying)", (REMARK, STANCE), "any", "clarified", 0.88),
    (CLARIFY, (REMARK, STANCE), "own", "clarified", 0.88),
    (REGRET, (SORRY,), "own", "walked_back", 0.85),
    (REGRET, (SORRY,), "any", "walked_back", 0.78),
    (
        LEAVE,
        (REMARK, STANCE, PLAN, r"(?:trade )?(?:agreements?|legislation|deals?|laws?|measures?|treaty|pacts?)"),
        "prior",
        "reversed",
        0.8,
    ),
)
# Verbs behind what they take: “a position he has since modified”.
GAPPED = (
    r"(?:walked back|taken back|took back|retracted|recanted|withdrew|withdrawn|rescinded|disavowed|repudiated|renounced|abandoned|"
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

# Verbs that need none: (words, kind, how sure); the subject of the first word is the speaker.
PLAINLY = (
    (r"revers(?:e|es|ed|ing) (?:himself|herself|itself|themselves|course)", "reversed", 0.95),
    (r"(?:chang|switch|shift)(?:e|es|ed|ing) course", "reversed", 0.8),
    (r"(?:chang|switch|shift)(?:e|es|ed|ing) (?:tack|positions|sides)", "reversed", 0.66),
    (r"chang(?:e|es|ed|ing) (?:his|her|its|their) (?:\w+ )?(?:minds?|tune|opinion)", "reversed", 0.93),
    (r"had (?:a|another|an apparent|a sudden|a late) change of heart", "reversed", 0.93),
    (
        r"(?:do|does|did|doing|done|ma(?:de|ke|kes|king)|perform(?:s|ed|ing)?|execut(?:ed|es|ing)|pull(?:s|ed|ing)?(?: off)?|complet(?:ed|es|ing)|stag(?:ed|es|ing)|beat|beats|beating) (?:(?:an?|another|its|his|her|yet another) )?(?:[\w-]+,? ){0,3}{TURN}(?: turn)?",
        "reversed",
        0.93,
    ),
    (
        r"flip(?:s|ped|ping)?(?:-?flop(?:s|ped|ping)?)? on(?! (?:\w+ ){0,4}(?:issues?|positions?|everything|things|topics|policies)\b)",
        "reversed",
        0.68,
    ),
    (r"(?:waffl(?:e|es|ed|ing)|waver(?:s|ed|ing)?|equivocat(?:e|es|ed|ing)) (?:on|over|about)", "other", 0.75),
    (r"(?:shift(?:s|ed|ing)?|evolv(?:e|es|ed|ing)) on", "other", 0.78),
    (r"chang(?:e|es|ed|ing) (?:his|her|its|their) (?:\w+ )?(?:story|account)", "clarified", 0.9),
    (r"relent(?:s|ed|ing)", "reversed", 0.85),
    (r"(?:back-?track(?:s|ed|ing)?|back-?pedal(?:s|l?ed|l?ing)?)", "walked_back", 0.9),
    (r"recant(?:s|ed|ing)", "walked_back", 0.85),
    (r"back(?:s|ed|ing) down", "walked_back", 0.85),
    (r"climb(?:s|ed|ing) down", "walked_back", 0.6),
    (r"c(?:ave|aved|aves|aving) (?:in )?(?:to|on)", "reversed", 0.66),
    (r"(?:misspoke|misspoken|mis-spoke)", "walked_back", 0.9),
    (r"(?:ate|eaten|swallow(?:ed|s|ing)) (?:his|her|their) (?:own )?words", "walked_back", 0.85),
    (r"(?:had|having|has|have) second thoughts", "reversed", 0.8),
    (r"(?:later|subsequently|quickly|then|since) clarif(?:ied|ying)", "clarified", 0.8),
    (r"clarified (?:on \w+day|in an? |to |via |through )", "clarified", 0.72),
    (
        r"back(?:s|ed|ing) (?:away|off)(?: from)? (?:\w+ing|calls|plans|talk|demands|earlier|previous|claims|suggestions)\b",
        "walked_back",
        0.78,
    ),
    (r"back(?:s|ed|ing) off(?! (?:the|an?) (?:stage|road|court|field|bench)\b)", "walked_back", 0.75),
    (
        r"(?:bow(?:s|ed|ing)|yield(?:s|ed|ing)|g(?:ave|iven|iving) in|succumb(?:s|ed|ing)) to (?:the |public |mounting |political |growing |intense |international |heavy )*(?:pressure|demands|critics|outcry|criticism)",
        "reversed",
        0.76,
    ),
    (r"(?:capitulat(?:ed|es|ing)|buckl(?:ed|es) under|g(?:ave|iven|iving) ground on)", "reversed", 0.66),
    (
        r"(?:embrac(?:e|es|ed|ing)|endors(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|back(?:s|ed|ing)|support(?:s|ed|ing)|vot(?:ed|ing) for|sign(?:ed|ing)) [^.;,]{3,60}? (?:that |which )?(?:he|she|it|they) (?:had |once |previously |long |initially |earlier |repeatedly )+(?:opposed|rejected|criticized|criticised|fought|dismissed|resisted|denounced|mocked|derided|voted against|condemned|attacked|ridiculed)",
        "reversed",
        0.85,
    ),
    (
        r"(?:oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)|attack(?:s|ed|ing)|denounc(?:e|es|ed|ing)|criticiz(?:es|ed|ing)|criticis(?:es|ed|ing)|condemn(?:s|ed|ing)|fight(?:s|ing)|fought|vot(?:ed|ing) against) [^.;,]{3,60}? (?:that |which )?(?:he|she|it|they) (?:had |once |previously |long |initially |earlier |repeatedly )+(?:supported|backed|championed|pushed|promoted|favou?red|negotiated|sponsored|praised|endorsed|embraced|voted for|proposed)",
        "reversed",
        0.85,
    ),
    (r"contradict(?:s|ed|ing) (?:himself|herself|itself)", "reversed", 0.8),
    (
        r"(?:stopp(?:ed|ing)|ceas(?:ed|ing)|quit) (?:calling for|opposing|supporting|insisting|advocating|denying|pushing for|claiming|demanding)",
        "reversed",
        0.76,
    ),
    (r"(?:soften(?:s|ed|ing)?|moderat(?:es|ed|ing)|mellow(?:s|ed|ing)?) on", "softened", 0.8),
    (r"harden(?:s|ed|ing)? on", "hardened", 0.74),
    (r"(?:g(?:o|oes|oing|one)|went) further than (?:he|she|it|they) (?:has|have|had)(?: \w+)?", "hardened", 0.74),
    (
        r"(?:went|gone|mov(?:ed|ing)|shift(?:ed|ing)|sw(?:ung|inging)|switch(?:ed|ing)|turned) from (?:\w+ly )?(?:opposing|supporting|praising|calling|saying|backing|rejecting|denying|favou?ring|advocating|embracing|defending|condemning|an? (?:\w+ )?{SIDES}|being (?:for|against))\b[^.;]{3,90}? to (?:\w+ly )?(?:\w+ing|an? )",
        "reversed",
        0.85,
    ),
    (
        r"mov(?:ed|es|ing) (?:sharply |further |steadily )?(?:to the (?:left|right)|leftward|rightward|left|right) on",
        "other",
        0.78,
    ),
    (
        r"(?:cool(?:s|ed|ing)|turn(?:s|ed|ing) cool) (?:on|to|toward) the (?:idea|notion|plan|proposal|deal)",
        "softened",
        0.74,
    ),
    (
        r"(?:admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|sa(?:id|ys|ying)|confess(?:es|ed|ing)) (?:that )?(?:he|she|they) (?:(?:was|were|had been|has been) (?:\w+ly )?(?:wrong|mistaken|misguided|in error)|(?:had )?(?:erred|overstated|exaggerated|(?:went|gone) too far|chosen? (?:his|her|the wrong) words)|(?:should not|shouldn[’']t|should never) have (?:said|used|called|made|tweeted|suggested)|regret(?:s|ted) (?:the|his|her|making|using|saying|that|what)|(?:wishes|wished) (?:he|she) (?:had not|hadn[’']t|had never) (?:said|used|called|made))",
        "walked_back",
        0.84,
    ),
    (
        r"(?:later|subsequently|then|quickly|since|afterward) (?:said|explained|insisted|claimed|tweeted|clarified|added|told [\w ]{2,25}) (?:that )?(?:he|she|they) (?:(?:was|were|had been|has been) (?:only |just |merely )?(?:joking|kidding|sarcastic|being sarcastic|misquoted|misunderstood|wrong|mistaken|referring|talking about|speaking)|(?:had |only )?(?:meant|misheard|misunderstood))",
        "clarified",
        0.8,
    ),
    (
        r"call(?:s|ed|ing) (?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|decision|remarks?|comments?|statement|endorsement|backing|opposition|choice of words|position)\b[^.;]{0,50}? (?:a |an )(?:\w+ )?(?:mistake|error)",
        "walked_back",
        0.82,
    ),
    (
        r"(?:acknowledg(?:es|ed|ing)|sa(?:id|ys)|admit(?:s|ted)|conced(?:es|ed)) (?:that )?(?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|remarks?|comments?|statement|endorsement|opposition|choice of words|wording|position)\b[^.;]{0,50}? (?:was|were|had been) (?:an? )?(?:\w+ )?(?:mistake|error|wrong|regrettable|unfortunate|inappropriate|inaccurate|incorrect)",
        "walked_back",
        0.82,
    ),
    (
        r"(?:regrets?|regretted|regretting|disavow(?:s|ed)|repudiat(?:es|ed)) (?:his|her|their) (?:[\w-]+ ){0,3}(?:vote|support|endorsement|opposition|backing|decision|choice of words|use of)",
        "walked_back",
        0.8,
    ),
    (r"apologi[sz]ed for (?:his|her) (?:[\w-]+ ){0,2}(?:vote|support|opposition)", "walked_back", 0.8),
    (
        r"now (?:says?|supports|opposes|favou?rs|backs|rejects|embraces|denies|concedes|disavows|regrets)(?! (?:the )?(?:Sen|Gov|Rep|Mr|Mrs|Ms|[A-Z]\w+)[\w.\x02]*(?! (?:plan|bill|law|deal|Pact|Act|Accord|Agreement|treaty)))",
        "reversed",
        0.6,
    ),
    (r"now saying", "reversed", 0.6),
    (r"thought better of (?:it|that|his|her|its|the)", "walked_back", 0.75),
    (r"c(?:ame|omes|oming) (?:a)?round (?:to|on)", "reversed", 0.66),
    (r"correct(?:s|ed|ing) (?:himself|herself|itself|themselves)", "clarified", 0.85),
    (
        r"(?:issu(?:ed|es|ing)|offer(?:ed|s|ing)|post(?:ed|s|ing)) (?:a|another) (?:\w+ )?(?:clarification|retraction|correction)",
        "clarified",
        0.85,
    ),
    (r"clarif(?:y|ies|ied|ying)(?: \w+day| later| on \w+day)? that(?! (?:to mean|\w+ing))", "clarified", 0.84),
    (
        r"clarif(?:y|ied|ies|ying) (?:that to mean|what (?:he|she|they) (?:had )?(?:meant|said)|(?:his|her|its|their) (?:\w+ ){0,2}(?:{REMARK}|{STANCE}|{PLAN}))",
        "clarified",
        0.9,
    ),
    (
        r"(?:expand|elaborat)(?:e|s|es|ed|ing)? on (?:his|her|its|their) (?:earlier|previous|initial|original) (?:\w+ )?(?:{REMARK}|{STANCE})",
        "clarified",
        0.75,
    ),
    (
        r"(?:was|were|had been) (?:\w+ )?(?:wrong|mistaken) (?:to say|to call|to suggest|to claim|to oppose|to support|to vote|to promise|in saying|in claiming|in suggesting|about|when (?:he|she) said)",
        "walked_back",
        0.5,
    ),
    (r"(?:overstat|exaggerat)ed", "walked_back", 0.55),
    (
        r"apologi[sz](?:e|es|ed|ing)(?: (?:to|on|in|at|during|via|by) [^.;,]{2,40}?| \w+day| \w+ly| later| again)? (?:for|over) (?:(?:his|her|their) )?(?:having )?(?:saying|said|calling|called|suggesting|suggested|claiming|claimed|comparing|compared|tweeting|tweeted|describing|likening|joking|implying|referring|stating|what (?:he|she) (?:had )?said|using the (?:word|term|phrase))",
        "walked_back",
        0.85,
    ),
    (
        r"(?:regret(?:s|ted|ting)?|(?:was|were|is) sorry for) (?:having )?(?:saying|said|calling|called|suggesting|suggested|claiming|claimed|comparing|tweeting|describing|using the (?:word|term|phrase)|what (?:he|she) (?:had )?said)",
        "walked_back",
        0.8,
    ),
    (
        r"(?:t(?:ook|aken|aking|akes)|str(?:uck|ikes|iking)|adopt(?:s|ed|ing)) (?:a|an) (?:much |far |somewhat |noticeably |markedly |decidedly )?(?:softer|milder|gentler|more conciliatory|more moderate) (?:line|tone|stance|position|approach) (?:on|toward|towards|about)",
        "softened",
        0.78,
    ),
    (
        r"(?:t(?:ook|aken|aking|akes)|str(?:uck|ikes|iking)|adopt(?:s|ed|ing)) (?:a|an) (?:much |far |somewhat |noticeably |markedly |decidedly )?(?:harder|tougher|firmer|stronger|more hawkish|more hard-line) (?:line|tone|stance|position)",
        "hardened",
        0.6,
    ),
    (r"st(?:ake|akes|aked|aking) out (?:a|some|several) new positions?", "other", 0.75),
    (r"warm(?:s|ed|ing) to the (?:idea|notion|prospect|proposal|plan)", "softened", 0.72),
    (r"sour(?:s|ed|ing) on the (?:idea|notion|deal|proposal|plan|war)", "reversed", 0.72),
)

# Words between a speaker and the verb of a change.
HELPERS = frozenset("has have had is was were are be been being did does do having ’ve 've ’s 's ’d 'd".split())
BE = frozenset("is was were are be been being".split())
ADVERBS = frozenset(
    """
    also later then since now once still already again soon even just initially first earlier too so both all yet
    further long twice thereafter afterward afterwards instead meanwhile almost somewhat sort kind forth thus often
    himself herself itself sometimes always seemingly however there here perhaps maybe
    """.split()
)
MODALS = frozenset("would could may might should must will can shall ’ll 'll ought cannot won’t won't".split())
FUTURE_IN_PAST = frozenset("later eventually subsequently ultimately soon then".split())
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
    "indications indication signs sign suggestion suggestions rumors rumours reports report speculation talk hints hint belief fear fears hope hopes idea possibility expectations charge charges accusation accusations claim claims allegation allegations perception impression notion".split()
)
MAKES = frozenset(
    "forced forcing forces led leading leads prompted prompting prompts compelled compelling compels pushed pushing drove caused causing got pretext reason excuse persuaded convinced obliged allowed pressured".split()
)
UNREAL = frozenset("if whether unless until should suppose supposing lest".split())
PERHAPS = frozenset("maybe perhaps possibly allegedly supposedly purportedly ostensibly".split())
BEFORE_ING = frozenset("before after while by when since despite then".split())
ADMITS = frozenset(
    "admitted admits admitting acknowledged acknowledges acknowledging conceded concedes conceding confessed".split()
)
STAFF = frozenset(
    "spokesman spokeswoman spokesperson spokespeople aide aides adviser advisers advisor advisors campaign office lawyer lawyers attorney "
    "staff staffer staffers team administration officials official representative publicist".split()
)
OUTLETS = frozenset("report reports officials official sources source people newspaper transcript records".split())
BREAKS = frozenset("and but or then yet — – - ; :".split())

# In the speaker's own words.
FIRST_PERSON = (
    (
        r"\bI(?: have|[’']ve|[’']d| had)? (?:since |now |honestly |actually |simply |just )?(?:misspoke|misspoken)\b",
        "walked_back",
        0.9,
    ),
    (
        r"\bI(?:[’']ll| will| want to| would like to|[’']d like to)? (?:take|took) (?:it|that|those words|this|that word|those comments|those remarks|what I said) (?:all )?back\b",
        "walked_back",
        0.9,
    ),
    (
        r"\bI(?:[’']ve| have)?(?: since| simply| actually| just)? (?:changed|revised|shifted|reversed) my (?:mind|position|view|views|opinion|stance)\b",
        "reversed",
        0.9,
    ),
    (
        r"\b[Mm]y (?:own )?(?:position|views?|mind|thinking|opinion|stance)s? (?:on [^.,;]{2,40} )?(?:has|have) (?:since |now )?(?:changed|evolved|shifted|moved)\b",
        "other",
        0.85,
    ),
    (
        r"\bI used to (?:believe|think|support|oppose|say|be (?:for|against|opposed|in favou?r|a supporter|an opponent))\b",
        "reversed",
        0.78,
    ),
    (
        r"\bI(?: just| simply| can)? no longer (?:believe|support|think|oppose|favou?r|back|hold|stand by)\b",
        "reversed",
        0.8,
    ),
    (
        r"\bI should(?:n[’']t| not| never) have (?:said|used that|used those|called|tweeted|made (?:that|those|the) (?:remark|comment|statement|joke)s?|suggested|spoken)\b",
        "walked_back",
        0.88,
    ),
    (
        r"\bI(?: deeply| sincerely| truly| do| now| really)? (?:regret|apologi[sz]e for|retract|withdraw|am sorry for)(?: having)? (?:saying|said|calling|called|suggesting|using|(?:my|those|the|that|these) (?:[\w-]+ ){0,3}(?:remarks?|comments?|words|statements?|tweets?|language|claims?|jokes?|accusations?|allegations?)|what I said)\b(?! (?:that |which )?(?:he|she|they|[A-Z]\w+) )",
        "walked_back",
        0.88,
    ),
    (
        r"\bI (?:was|am|have been|[’']ve been) (?:wrong|mistaken) (?:to (?:say|call|suggest|claim|oppose|support|vote|promise|rule)|in saying|about|on|when I said)\b",
        "walked_back",
        0.85,
    ),
    (r"\bI stand corrected\b", "walked_back", 0.85),
    (r"\bI(?: have|[’']ve) (?:evolved|reconsidered|come (?:a)?round|had a change of heart)\b", "reversed", 0.82),
    (
        r"\bI will try to clarify\b|\blet me clarify (?:what I said|my (?:earlier |previous )?(?:remarks?|comments?|statement))\b",
        "clarified",
        0.75,
    ),
    (
        r"\bI was (?:once|originally|initially|at first) (?:for|against|opposed to|in favou?r of) [^.;]{3,80}\b(?:now|but)\b",
        "reversed",
        0.8,
    ),
)
FIRST = tuple((re.compile(words), kind, sure) for words, kind, sure in FIRST_PERSON)
PARTIAL = frozenset({"softened", "hardened", "other", "clarified"})  # such a change is one of degree
CROWDS = frozenset(
    "republicans democrats americans muslims christians jews europeans conservatives liberals mexicans evangelicals voters catholics congress wall dow nasdaq".split()
)
HELD_BEFORE = re.compile(
    rf"\b(?:{HELD}|says?|told|announced|wrote|tweeted|declared|stated|described|predicted|threatened|ordered|proposed|suggested|believed|supports?)\b"
)

# A sentence without one of these, in small letters, tells of no change.
STEMS = (
    "walk",
    "back-",
    "backtr",
    "backp",
    "backed ",
    "backing ",
    "backs ",
    "take back",
    "took back",
    "taken back",
    "taking back",
    "retract",
    "recant",
    "withdr",
    "rescind",
    "revok",
    "rowed back",
    "roll",
    "pulled back",
    "stepp",
    "retreat",
    "edged away",
    "edging away",
    "moved away",
    "moving away",
    "climbed down",
    "climbing down",
    "shrank",
    "disclaim",
    "abandon",
    "dropp",
    "ditch",
    "gave up",
    "giving up",
    "given up",
    "forfeit",
    "renounc",
    "forsook",
    "forsak",
    "jettison",
    "scrap",
    "relinquish",
    "shed",
    "discard",
    "renege",
    "reneging",
    "went back",
    "gone back",
    "going back",
    "shelv",
    "soft-pedal",
    "soft-pedal",
    "revers",
    "flip",
    "contradict",
    "chang",
    "shift",
    "switch",
    "alter",
    "adjust",
    "revis",
    "modif",
    "amend",
    "rethink",
    "rethought",
    "reconsidered",
    "recalibrat",
    "recast",
    "overhaul",
    "rework",
    "updat",
    "soften",
    "softer",
    "moderat",
    "temper",
    "toned",
    "toning",
    "dialed",
    "dialled",
    "dialing",
    "scaled",
    "scaling",
    "water",
    "dilut",
    "relax",
    "eased",
    "easing",
    "qualif",
    "mellow",
    "pared",
    "weaken",
    "loosen",
    "harden",
    "harder",
    "toughen",
    "tougher",
    "stiffen",
    "sharpen",
    "tighten",
    "strengthen",
    "broaden",
    "expand",
    "clarif",
    "correct",
    "apolog",
    "regret",
    "sorry",
    "remorse",
    "distanc",
    "disavow",
    "disown",
    "repudiat",
    "counter to",
    "turned",
    "turning",
    "turns",
    "broke with",
    "breaking with",
    "depart",
    "embrac",
    "once ",
    "former",
    "initially",
    "originally",
    "at first",
    "previously",
    "used to",
    "no longer",
    "about-face",
    "u-turn",
    "turnabout",
    "volte-face",
    "waffl",
    "waver",
    "equivocat",
    "evol",
    "relent",
    "misspo",
    "caved",
    "caving",
    " words",
    "second thoughts",
    "thought better",
    "came around",
    "come around",
    "came round",
    "coming around",
    "elaborat",
    "mistaken",
    "wrong",
    "overstat",
    "exaggerat",
    "new position",
    "warm",
    "soured",
    "after ",
    "despite ",
    "having ",
    "since ",
    "earlier",
    "clean",
    "explain",
    "play",
    "pull",
    "yank",
    "ended ",
    "ending ",
    "brok",
    "break",
    "narrow",
    "back off",
    "backs off",
    "bowed",
    "bowing",
    "yield",
    "gave in",
    "given in",
    "giving in",
    "succumb",
    "bent to",
    "capitul",
    "buckl",
    "ground on",
    "stopped",
    "stopping",
    "ceas",
    "quit",
    "further than",
    "went from",
    "gone from",
    "moved",
    "moving",
    "cool",
    "erred",
    "too far",
    "joking",
    "kidding",
    "sarcas",
    "misquot",
    "misunder",
    "misheard",
    "meant",
    "referring",
    "mistake",
    " error",
    "vote",
    "contrary to",
    "reversal",
    "180",
    " turn",
    "conversion",
    "turnaround",
    "climbdown",
    "at odds",
    "goes against",
    "went against",
    "should not have",
    "shouldn",
    "never have",
    "i no longer",
    "had ",
    "now ",
)
COURTS = frozenset("court courts circuit justices judges appeals tribunal".split())
DENIES = frozenset("denied denies deny denying disputed disputes rejected dismissed".split())
SPOKESPEOPLE = frozenset(
    "spokesman spokeswoman spokesperson aide aides adviser advisers advisor advisors lawyer lawyers staff".split()
)
TITLES_ALONE = frozenset(
    "candidate senator governor congressman congresswoman nominee businessman billionaire president minister secretary chairman mayor campaign lawmaker actor singer judge".split()
)
COMMON = frozenset(
    "stocks oil gold markets shares futures crude bonds treasuries investors traders polls tensions prices sales others people things everything everyone nobody somebody critics".split()
)
FOR_ANOTHER = frozenset({"clarified", "walked_back"})  # what staff does for whoever said it
