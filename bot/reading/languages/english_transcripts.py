"""How English transcripts are written, as data: who is a voice without a name, what is no voice at all, how people talk."""

# Voices without a name: their words are read as what others answer to, and are nobody's quotes.
CROWD = frozenset(
    """
    q|question|questioner|reporter|reporters|journalist|journalists|press|media|audience|audience member|crowd|all
    |member|members|hon members|several hon members|an hon member|noble lords|participant|operator|unidentified
    |unidentified speaker|unidentified male|unidentified female|unidentified reporter|unknown|unknown speaker|voice
    |voices|male speaker|female speaker|off camera|interpreter|translator|clerk|interviewer|male voice|female voice
    |inaudible|announcer|audience question|caller|student|protester|protesters
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
ANSWERS = frozenset("a answer".split())  # whose they are, the text has to say
# Words before a colon that name nobody: small print, boxes, lists.
NEVER = frozenset(
    """
    dear note update updated updates source sources photo photos image images video read watch listen more related also
    correction clarification editor analysis opinion exclusive explainer verdict claim fact facts rating summary
    breaking live latest example examples first second third fourth one two three four five look now again remember
    finally here this that these those what who when where why how pros cons price answer result results conclusion
    background context by from to cc bcc subject re date sent published posted time place venue tel phone fax email
    contact website address prepared remarks questions call participants contents name age title rank score final
    ingredients method step tip tips warning caution attention important key quote disclaimer copyright credit
    advertisement transcript interview moderated duration presentation appearances subheading heading motion
    """.split()
)
# Offices whose holder speaks under them alone.
OFFICES = frozenset(
    """
    president|vice president|prime minister|chairman|chairwoman|chairperson|chair|speaker|deputy speaker|madam speaker
    |mr speaker|madam deputy speaker|mr deputy speaker|moderator|host|presiding officer|lord speaker|first minister
    |chancellor|secretary|secretary general|secretary-general|chief justice|judge|court|witness|mayor|governor
    |vice-president|president-in-office|acting president|lord chancellor|chancellor of the exchequer
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
TITLES = frozenset(
    """
    hon mr mrs ms miss dr sir dame lord lady baroness viscount senator sen representative rep congressman congresswoman
    president vice prime minister premier chancellor secretary undersecretary deputy assistant ambassador governor gov
    mayor general gen admiral adm colonel col major maj captain capt lieutenant lt commander chief justice judge
    chairman chairwoman chairperson chair commissioner director speaker professor prof reverend rev king queen prince
    councilmember councilman councilwoman councillor councilor cllr alderman trustee supervisor delegate
    princess herr frau präsident präsidentin vizepräsident vizepräsidentin bundeskanzler bundeskanzlerin acting press
    """.split()
)
# The chair and the house acting, in the words of whoever keeps the record.
RECORD = (
    r"(?i)(?:question (?:again )?(?:proposed|put)\b|the (?:house|committee|motion|amendment|bill|sitting|meeting|hearing|subcommittee|parliament)\b"
    r"[^.]{0,60}\b(?:divided|adjourned|met|agreed|resumed|suspended|closed|opened|proceeded|concluded|recessed|withdrawn|negatived)\b"
    r"|amendment, by leave|motion,? by leave|bill (?:accordingly )?read\b|resolved,|ordered,|division no|ayes \d|\[whereupon|whereupon\b"
    r"|several hon\. members|\*\s?\*\s?\*)"
)
# What whoever keeps the record adds between sentences.
STAGE = (
    r"(?i)(?<=[.!?…—\"”])\s+([(\[](?:laughter|applause|cheers|crosstalk|cross-talk|pause|inaudible|music|whereupon|interruption"
    r"|a brief recess|recess|simultaneous|the (?:sitting|meeting|hearing|session|committee)|heiterkeit|beifall|zuruf|lachen)\b[^()\[\]]{0,200}[)\]])"
)
# Where a transcript ends within its last paragraph.
LAST = r"(?<=[.!?…”\"])\s+(?=END\b)"

END = (
    r"(?i)\W*(?:end(?: of (?:transcript|call|interview|hearing|briefing))?\W*(?:\d.{0,40})?$|#{2,}|-{3,}|\*{3,}|copyright\b|©|all rights reserved"
    r"|duration: \d|call participants\b|more [A-Z]+ analysis|this (?:article|transcript) (?:is|was|has been)\b|subscribe\b|sign up\b"
    r"|read (?:more|next|also)\b|follow\b[^.]{0,60}\b(?:on|us)\b|\(?h/t\b|https?://|share this\b|[^.]{0,60}\b(?:is|was) (?:produced|hosted|edited|presented) by\b|music by\b|write to us\b|e-?mail us\b|related\b|about the author)"
)
# Words by which people who talk are known from outlets that tell.
TALK = r"(?i)\b(?:i|i[’']m|i[’']ve|i[’']ll|i[’']d|we|we[’']re|we[’']ve|we[’']ll|you|you[’']re|your|my|our|us|me|thank|thanks|please|ich|wir|uns|danke)\b"
OWN = r"\b(?:I|I[’']m|I[’']ve|I[’']ll|I[’']d|[Mm]y|me)\b"  # who speaks of himself is no outlet that explains
TITLED_SO = r"(?i)\b(?:transcript|remarks|briefing|press (?:conference|gaggle|availability)|hearing|interview|debate|speech|address|q ?& ?a|earnings call|testimony|proceedings|oral (?:answers|evidence)|hansard|statement|conversation with|full text)\b"
