"""Words by which English news says that members of one camp differ, and why they are one camp: data only."""

from __future__ import annotations

# What the second group finds is whom or what the first one differs with; both are places in a sentence.
_WITH = r"(?:with|from)"
_SELF = r"(?:himself|herself|themselves|itself)"
_DEGREE = (
    r"(?:(?:sharply|publicly|openly|often|long|clearly|considerably|markedly|starkly|directly|repeatedly|apparently) )?"
)
# A sentence with one of these says that two differ; the verb's subject is one of them, what follows it the other.
BETWEEN: tuple[str, ...] = (
    rf"\b{_DEGREE}(?:broke|breaks|breaking|broken|break) (?:ranks )?{_WITH}\b",
    rf"\b{_DEGREE}(?:split|splits|splitting|parted (?:ways|company)|parting ways) {_WITH}\b",
    rf"\b{_DEGREE}(?:differ|differs|differed|differing) {_WITH}\b",
    rf"\b{_DEGREE}(?:disagree|disagrees|disagreed|disagreeing) {_WITH}\b",
    rf"\b(?:at odds|out of step|in conflict) {_WITH}\b",
    rf"\b(?:differences|disagreements?|rift|clash|quarrel) {_WITH}\b",
    rf"\b{_DEGREE}(?:clashed|clashes|clashing|sparred) with\b",
    rf"\b{_DEGREE}(?:contradicted|contradicts|contradicting|contradict|undercut|undercuts|undercutting|rebuffed|overruled|corrected)\b",
    rf"\b{_DEGREE}(?:distanced|distances|distancing) {_SELF} from\b",
    r"\b(?:disavowed|disavows|disavowing|repudiated|repudiating|rejected|rejecting) (?:the )?(?:remarks?|comments?|statements?|words|suggestion)\b",
    rf"\b{_DEGREE}(?:contrast|contrasts|contrasted|contrasting) with\b",
    r"\b(?:strike|strikes|struck|striking) an? (?:\w+ )?(?:different|other|contrasting) (?:tone|note) (?:to|from|than)\b",
)
# A sentence with one of these says it of several: those whom it, or the sentences around it, name.
AMONG: tuple[str, ...] = (
    r"\b(?:strike|strikes|struck|striking) an? (?:\w+ )?(?:different|contrasting) (?:tone|note)\b",
    r"\b(?:gave|give|giving|offered|offering) (?:two|different|conflicting|contradictory|opposing) (?:answers|accounts|messages|views|explanations)\b",
    r"\b(?:sent|send|sends|sending) (?:mixed|conflicting|contradictory) (?:signals|messages)\b",
    r"\b(?:publicly |openly |sharply |deeply )?(?:disagree|disagreed|differ|differed|clashed|at odds|split|divided) (?:on|over|about)\b",
)
# A sentence with one of these says that somebody does not stand by a member of the own camp.
REFUSING: tuple[str, ...] = (
    (
        r"\b(?:cannot|can[’']t|could not|will not|won[’']t|would not|refus(?:ed|es|ing) to|declin(?:ed|es|ing) to|has yet to|not ready to)"
        r" (?:currently |yet |now )?(?:support|endorse|back|vote for)\b"
    ),
    r"\b(?:criticized|criticised|condemned|denounced|rebuked|called|attacked) (?=(?:[A-Z][\w.-]*\s?){1,4}[’']s (?:remarks?|comments?|plan|words|stance|statement|ban)\b)",
    r"\b(?:accused|criticized|criticised|rebuked|attacked|blasted|chided) (?=(?:his|her|their) own (?:party|government|coalition|cabinet|leader))",
)
# Words that make two people members of one camp, where they stand beside them.
TIES = (
    r"\b(?:his|her|their|its|[A-Z][\w’'-]+[’']s) (?:own )?(?:(?!at |the |in |of |to |and |with |from )\w+ ){0,2}?"
    r"(?:boss|running mate|deputy|vice president|chair(?:man|woman)?|cabinet|party|party leadership|party[’']s (?:\w+ )?(?:nominee|leader|candidate)|nominee|spokes(?:man|woman|person)"
    r"|campaign (?:manager|chairman|chairwoman|chief|surrogate|adviser)|ministers?|government|coalition partners?|co-leader)\b"
    r"|\bmy party[’']s nominee\b|\b(?:a|the) campaign surrogate\b|\brunning mates?\b|\bother Republicans\b|\bother Democrats\b|\bunify the \w+ Party\b|\bfellow (?:Republican|Democrat|Conservative|minister|senator|member)s?\b"
    r"|\b[A-Z][\w’'-]+ (?:ally|surrogate|adviser|aide)\b|\bat the cabinet table\b|\b[A-Z][\w’'-]+[’']s (?:cabinet|coalition)\b"
    r"|\bfirst (?:Republican|Democratic|Conservative|Labour) (?:senator|lawmaker|congressman|governor|member)\b"
)
# “As secretary of state, Ruiz …”, “Brandt’s first term”: an office that the name does not carry.
HELD = r"\bas (?:\w+[’']s )?(?:secretary of \w+|(?:vice )?president|(?:prime |foreign |finance )?minister|defen[cs]e secretary),? (?:Mrs?\.? |Ms\.? )?(?:\w+ )?{name}\b|\b{name}[’']s (?:administration|presidency|cabinet|(?:first|second) term|White House)\b"
# Of these, what ties people also from the sentence before or behind; “his party” there is anybody's.
CLOSE = r"\b(?:boss|running mates?|deputy|cabinet|surrogate|fellow|ally|aide|unify|chair(?:man|woman)|coalition)\b"
OFFICES = frozenset("president vice-president minister secretary chancellor premier ambassador envoy".split())
CAMPS = r"\b(?:the |[A-Z][\w’'-]+[’']s )?(?:[A-Z][\w’'-]+ )?(?:administration|cabinet|government|coalition|campaign|ticket)\b"
PARTIES = {
    "Republican": r"\bRepublicans?\b|\(R(?:-[^)]{1,12})?\)|\bGOP\b",
    "Democratic": r"\bDemocrat(?:s|ic)?\b|\(D(?:-[^)]{1,12})?\)",
    "Conservative": r"\bConservatives?\b|\bTory\b|\bTories\b",
    "Labour": r"\bLabour\b",
}
RIVALS = (
    r"\b(?:rivals?|opponents?|challengers?|primary|debate|front-?runners?|contenders?|both (?:parties|sides|campaigns)"
    r"|(?:presidential )?candidates|field|race for the nomination)\b"
)
UNREAL = (
    r"\b(?:if|whether|would|could|may|might|should|must|unless|den(?:y|ied|ies)|no (?:rift|daylight|disagreement|split|difference)"
    r"|refus(?:e|ed|es|ing) to|declin(?:e|ed|ing) to|not|never|without|nor|unlikely|asked|urged|want(?:s|ed)?|accus\w+|[Cc]ritics?)\b"
)
