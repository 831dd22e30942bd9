"""English, as data: verbs of saying, titles, nouns for people and bodies, abbreviations, signs of negation."""

# Verbs that introduce speech: every form that news prose uses. A full quote is expected beside them.
SAYING = frozenset(
    """
    said says say saying told tells tell telling added adds adding asked asks asking answered answers replied replies
    replying wrote writes write writing written tweeted tweets tweeting posted posts posting stated states stating
    announced announces announcing explained explains explaining insisted insists insisting argued argues arguing
    warned warns warning noted notes noting declared declares declaring claimed claims claiming admitted admits
    admitting acknowledged acknowledges acknowledging conceded concedes continued continues continuing concluded
    concludes observed observes remarked remarks commented comments commenting recalled recalls joked jokes joking
    quipped quips suggested suggests suggesting urged urges urging vowed vows vowing promised promises promising
    pledged pledges pledging predicted predicts predicting responded responds responding reiterated reiterates
    repeated repeats repeating stressed stresses stressing emphasized emphasised emphasizes emphasises emphasizing
    maintained maintains contended contends asserted asserts asserting alleged alleges alleging testified testifies
    confirmed confirms confirming complained complains complaining shouted shouts shouting yelled yells exclaimed
    boasted boasts boasting bragged brags lamented laments cautioned cautions cautioning countered counters countering
    retorted mused muses concurred agreed agrees denied denies denying revealed reveals revealing disclosed reported
    reports reporting read reads reading cited quoted quotes opined opines wondered wonders bemoaned thundered
    fumed intoned quoth pleaded pleads begged demanded demands demanding proclaimed proclaims proclaiming thinks
    believes believe believed thought feels felt hopes hoped ordered recommended recommends interjected pointed
    chimed chanted chanting chants finds found found concluded ruled proposes proposed signalled signaled
    """.split()
)
# Verbs that carry fragments: what somebody called, described, praised.
CALLING = frozenset(
    """
    called calls calling described describes describing dubbed dubs dubbing labeled labelled labels labeling branded
    brands termed terms characterized characterised characterizes characterises accused accuses accusing blasted blasts
    blasting slammed slams slamming praised praises praising criticized criticised criticizes criticises criticizing
    denounced denounces denouncing condemned condemns condemning dismissed dismisses dismissing mocked mocks mocking
    referred refers referring blamed blames blaming lauded lauds hailed hails derided decried touted touts touting
    attacked attacks ridiculed deemed deems considers considered rejected rejects spoke speaks speaking talked talks
    cited cites citing invoked lambasted chided rebuked thanked invited encouraged apologized apologised
    expressed expresses expressing defended defends celebrated compared compares likened advocated backed discussed mentioned questioned raised railed lashed spoke
    """.split()
)
# Their plain forms count only behind “to”, “not” or a helping verb: “will say”, “refused to call”.
PLAIN = frozenset(
    """
    say tell add ask answer reply write state announce explain insist argue warn note declare claim admit acknowledge
    continue suggest urge vow promise pledge predict respond repeat stress maintain deny confirm think believe feel
    call describe dub label brand term characterize characterise accuse praise criticize criticise condemn dismiss mock
    """.split()
)
HELPING = frozenset("to not did does do will would can could should may might must never".split())
PASSIVE = frozenset("is are was were be been being get got gets".split())
SPEECH_NOUNS = frozenset(
    "statement remark remarks comment comments claim claims words speech email emails letter tweet tweets post message "
    "interview memo testimony warning promise pledge vow argument assertion suggestion phrase term".split()
)

# What stands between a speaker and a verb of saying, beside adverbs in “ly”.
AUXILIARIES = frozenset(
    """
    has have had also then later once now still just even again already would will could did does do not never often
    further earlier both all went goes refused declined failed wanted tried sought began used chose decided likes liked
    is was were are been being be didn’t doesn’t don’t won’t hasn’t didn't doesn't don't won't hasn't to
    """.split()
)
# What opens a clause with a subject of its own, and how such a subject begins, beside names.
CLAUSE_OPENERS = """
    but and that while as because when after before though although if since where whether how what yet so than to
"""
SUBJECT_OPENERS = "he she they it we the a an one some another his her their both officials"
# What may end a source and is no part of it.
BEHIND_NAMES = "yesterday today tonight afterward afterwards there himself herself themselves"
# What goes on behind a source that a verb stands before: “said Ana Ruiz, who”, “said Ana Ruiz in a”.
BEHIND_COMMA = "who which in on at as after when while during adding referring speaking"
BEHIND_SOURCE = "in on at during after when while as to about"

# Words that make a role. Lower case; the same words capitalised stand before names as titles.
ROLES = frozenset(
    """
    sens reps president vice-president vicepresident premier chancellor minister secretary senator sen congressman congresswoman
    representative rep governor gov mayor ambassador envoy commissioner chairman chairwoman chair chairperson chief
    director executive ceo cfo founder co-founder cofounder owner leader boss head deputy spokesman spokeswoman
    spokesperson manager adviser advisor aide strategist consultant pollster analyst economist professor prof lecturer
    historian scientist researcher fellow scholar expert lawyer attorney solicitor barrister judge justice sheriff
    officer detective sergeant inspector superintendent constable commander general gen colonel col captain capt
    lieutenant lt admiral marshal major corporal king queen prince princess duke duchess emperor pope archbishop bishop
    cardinal reverend rev pastor rabbi imam doctor dr nurse teacher headteacher principal student pupil resident
    farmer fisherman activist campaigner organizer organiser volunteer coordinator candidate nominee incumbent lawmaker
    legislator councillor councilor councilman councilwoman mp mep msp delegate speaker whip coach player captain
    manager striker goalkeeper midfielder actor actress singer author writer novelist editor columnist correspondent
    journalist reporter presenter host anchor moderator producer filmmaker artist curator entrepreneur investor
    businessman businesswoman billionaire banker trader broker engineer pilot driver witness survivor victim mother
    father wife husband son daughter brother sister friend neighbour neighbor voter supporter veteran soldier
    diplomat negotiator official minister-president undersecretary under-secretary treasurer comptroller president-elect
    prime vice first lord lady sir dame mr mrs ms miss mx technician physician surgeon epidemiologist biologist
    ecologist climatologist meteorologist geologist archaeologist astronomer physicist chemist psychologist
    administrator prosecutor guitarist bassist drummer blogger novelist publicist psychiatrist sociologist
    """.split()
)
SHORT_TITLES = "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Col Lt Sgt Rev Prof Hon St Capt Jr Sr"
HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir dame lord lady rev hon".split())
MALE_TITLES = frozenset(
    "mr sir lord king prince duke congressman businessman spokesman chairman father pope brother husband son uncle grandfather nephew".split()
)
KIN = frozenset("wife husband son daughter brother sister mother father uncle aunt cousin nephew niece".split())
FEMALE_TITLES = frozenset(
    "mrs ms miss dame lady queen princess duchess congresswoman businesswoman spokeswoman chairwoman mother wife sister daughter aunt niece".split()
)
# Nouns for people whose name is not given, and for bodies that speak.
PEOPLE = frozenset(
    """
    official officials source sources aide aides adviser advisers advisor advisors spokesman spokeswoman spokesperson
    spokespeople analyst analysts expert experts critic critics supporter supporters lawmaker lawmakers voter voters
    witness witnesses resident residents diplomat diplomats officer officers executive executives operative operatives
    strategist strategists person people man woman men women economists economist scientists researchers lawyers lawyer
    attorney attorneys prosecutor prosecutors police protesters activists campaigners doctors friend friends insider
    insiders staffer staffers employee employees donor donors leader leaders minister ministers senator senators
    republicans democrats conservatives liberals authors judge judges jury reporter reporters investigators detectives
    student students parents mother father wife husband daughter son neighbour neighbor organizers organisers
    crowd audience crowds delegates delegate surrogate surrogates allies ally backers rivals rival opponents opponent
    demonstrators demonstrator protester marchers workers worker teachers teacher nurses nurse farmers farmer fans
    survivors survivor families relatives staff staffers detractors pundits commentators observers journalists
    columnists historians scholars academics scientists engineers pilots drivers veterans soldiers troops refugees
    migrants patients tenants homeowners shareholders investors traders customers consumers users readers listeners
    viewers others many colleagues colleague classmates teammates coaches players villagers locals americans europeans
    lawmaker mps senators congressmen councillors mayors governors ministers diplomats negotiators regulators
    whistleblower whistleblowers representative representatives congregants moderator moderators host hosts narrator
    everyone nobody both
    """.split()
)
BODIES = frozenset(
    """
    ministry department agency office bank company firm group campaign committee commission council court party
    government administration cabinet parliament congress senate house union university institute foundation association
    organization organisation charity police force army navy military report study survey poll statement document
    letter memo email article editorial paper newspaper magazine website post tweet lawsuit complaint filing indictment
    ruling judgment verdict resolution bill law treaty charter manifesto platform ad advert advertisement sign banner
    headline book film song team club board panel inquiry watchdog regulator airline airport hospital school network
    bureau brochure guidance pamphlet leaflet booklet guidelines advice analysis findings investigation audit dossier
    broadcaster publisher provider operator manufacturer maker retailer federation trust museum militia faction factions
    observatory laboratory consultancy consortium start-up startup supermarket carmaker
    petition pamphlets transcript footage video voicemail memoir biography chapter caption placard placards signs
    subpoena warrant affidavit decree directive memorandum constitution clause amendment dictionary poster posters
    advertisements ads commercial tweets posts emails letters reports documents studies polls surveys statements
    readout release newsletter blog podcast programme program outlet tabloid daily weekly wire
    station channel coalition alliance bloc delegation embassy kremlin pentagon palace authority service corporation
    presidency ministries secretariat consulate
    """.split()
)
# Bodies that may be called by whose they are: “Macron’s office”. His book and his tweets are his own words.
OFFICIAL = frozenset(
    """
    office ministry ministries department agency government administration cabinet parliament presidency embassy
    consulate delegation army navy military police party campaign company firm bank council court commission committee
    union institute university foundation group watchdog regulator secretariat board bureau authority report study
    survey analysis navy delegation team club publisher airline federation
    """.split()
)
# Verbs that may stand between a name and a body: “Ruiz told parliament” names no body.
ACTS = frozenset(
    "told tells met meets left leaves led leads won ran quit sent sends gave gives took takes beat saw sees put hit".split()
)
ORGANISATION_WORDS = frozenset(
    """
    ministry department agency office bank company group campaign committee commission council court party government
    administration cabinet parliament congress senate house union university institute foundation association
    organization organisation police army navy force forces times post journal news herald guardian tribune telegraph
    gazette magazine press reuters cnn bbc fox nbc abc cbs npr corp inc ltd llc plc pac fund center centre network
    service bureau board club team airlines airways society alliance federation league church college school hospital
    day week month act award awards prize peace research law rights county city town village river island islands
    democrats republicans americans muslims christians jews evangelicals conference convention summit games cup
    festival newspaper tower airport station bridge park square road avenue highway bay valley beach hills heights
    nato eu un fbi cia nsa doj irs epa kremlin pentagon google twitter facebook politico buzzfeed breitbart amnesty
    greenpeace states kingdom republic nations street hall palace international media group partners holdings labs
    authority prosecution parliament museum academy exchange administration
    """.split()
)
PLACES_AND_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december america england britain france germany russia china ukraine europe washington
    london paris berlin moscow beijing kyiv kiev brussels geneva iran iraq israel syria turkey india japan mexico canada
    texas florida ohio iowa pennsylvania virginia michigan wisconsin nevada arizona colorado california york carolina
    hampshire georgia utah illinois oregon indiana missouri kansas oklahoma louisiana tennessee kentucky alabama
    mississippi arkansas nebraska minnesota montana idaho wyoming alaska hawaii maine vermont connecticut massachusetts
    jersey delaware maryland libya egypt cuba vietnam korea spain italy poland hungary sweden norway finland denmark
    greece austria belgium brazil argentina venezuela nigeria kenya pakistan afghanistan scotland wales north south east west african asia africa
    """.split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
PLACE_STARTS = frozenset(
    "new san santa los las north south east west el fort mount lake port cape saudi sri hong".split()
)
GENERATIONS = frozenset("jr sr ii iii iv".split())
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """.split()
)
DEMONYMS = frozenset(
    """
    american british english scottish welsh irish french german russian chinese ukrainian european israeli palestinian
    iranian iraqi syrian turkish indian pakistani japanese korean mexican canadian australian italian spanish polish
    dutch belgian greek hungarian brazilian argentine saudi egyptian republican democrat democratic conservative labour
    liberal tory green libertarian independent gop us u.s uk former ex-president longtime then-president senior top
    """.split()
)
# Capitalised words that begin sentences and are no names.
STARTERS = frozenset(
    """
    the a an this that these those it its he she they we i you his her their our my your who what when where why how
    and but or nor so yet for if as at by in of on to from with without after before during since until while although
    though because despite however meanwhile moreover also still then there here now later earlier once both all some
    many most more several such no not yes one two three four five six seven eight nine ten another other others each
    every even just only instead indeed perhaps maybe asked according about over under between among against through
    like unlike outside inside within amid speaking writing responding referring calling citing dr earlier yesterday today tomorrow last next first
    second finally again thus hence rather whether which whose whom had has have is are was were be been being do does
    did can could will would shall should may might must let let’s let's don’t don't mr mrs ms miss
    """.split()
)
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen sens rep reps gov gen lt col sgt capt rev hon st jr sr inc corp co ltd vs etc no nos vol pp
    jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.u d.c i.e e.g ph.d adm maj cmdr pvt messrs
    dept est al ave blvd rd fig approx va md pa ga fla calif mass conn ill ind ky la mich minn miss mo mont neb nev okla
    ore tenn tex vt wash wis wyo ariz ark colo del ala kan n.y n.j n.c s.c n.h n.m n.d s.d w.va r.i
    """.split()
)
MAY_END = frozenset("inc corp co ltd jr sr etc ph.d".split())  # abbreviations that end sentences, too
# What may turn a quotation around from outside it: words and phrases, and beginnings of words.
DENIALS = """
    not, cannot, never, no, deny, denied, denies, denying, neither, nor, without, unless, hardly, barely, dispute, disputed,
    disputes, far from, stop short, stops short, stopped short, fail to, fails to, failed to, decline to, declines to,
    declined to
"""
DENIALS_BEGIN = "refus reject doubt"
LEANING = frozenset("that this it these those they he she there so such him her them his their its then here".split())
LEANING_STARTS = frozenset("and but or so because then also yes no nope well which therefore however".split())
ANSWERS = frozenset(
    "yes no yeah yep nope never absolutely correct exactly right sure certainly maybe perhaps both neither".split()
)
WORKS = frozenset(
    "song book film movie novel album show series play episode documentary essay poem hit single titled entitled".split()
)
NAMING = frozenset("called named titled entitled dubbed so-called known as word words phrase term slogan".split())
WRITTEN = frozenset(
    "written printed painted emblazoned stamped sign signs banner banners t-shirt t-shirts hats".split()
)
# How a line begins that leads to another page and stands among an article's sentences.
SIGNPOSTS = (
    r"(?:also )?(?:read|see|watch|listen|learn) (?:more|also|next|here|the full)\b|sign up (?:for|to)\b|subscribe\b"
    r"|(?:read|watch|related(?: \w+)?|more (?:on|from|about) [^:]{1,60}|recommended|advertisement)\s*:"
)
PUT_QUESTIONS = ("Asked", "Pressed", "Questioned", "When asked", "Quizzed", "Challenged")
# Words of bodies that are surnames behind a given name: “Nicholas Park”.
SURNAMES_TOO = frozenset(
    "park hall street bridge church day hills law house banks court north west east south gates".split()
)
# Words of bodies whose names go on behind “of” or “for”: “Board of Peace”, “Centre for Harbour Studies”.
OF_HEADS = frozenset(
    """
    department ministry office university house board bank center centre association organization organisation council
    court college school institute society academy bureau federation committee commission league church chamber union
    republic kingdom states agency museum foundation fund confederation conference alliance coalition campaign community
    authority party institution
    """.split()
)
COMMON_BODIES = OF_HEADS | {
    "police",
    "company",
    "group",
    "government",
    "report",
    "statement",
}  # no names, even in capitals
OPENING_VERBS = frozenset(
    "imagine suppose picture consider remember recall see get meet welcome dear poor young old then than ask read watch".split()
)
COMMON_OWNERS = frozenset("people women men children workers farmers".split())  # “People’s Daily” is one name
NAMES_TOO = frozenset("Will May Art Mark Grant Rob Bill Pat Drew".split())  # given names that are other words too
CLITIC_STARTS = frozenset("em til cause bout cos n tis twas round".split())
# What a secretary, minister or director is of, where a name follows: “Secretary of State Ana Ruiz”.
OFFICES = frozenset(
    """
    state defense defence homeland security national intelligence treasury justice energy labor labour education foreign
    affairs interior commerce health transport transportation agriculture housing finance trade environment home
    exchequer house communications technology culture sport science water
    """.split()
)
# Put together once: these are asked for every capitalised word.
NO_NAMES = STARTERS | ROLES | CALENDAR
TITLES = ROLES | HONORIFICS
OPENERS = STARTERS - HONORIFICS
SPOKEN = SAYING | PLAIN
CUES = SAYING | CALLING
NO_SINGLE_NAMES = DEMONYMS | HONORIFICS | CALENDAR
