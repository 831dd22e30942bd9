"""What news is about, as data: one thing under several names, peoples and their countries, themes, dull words."""

from __future__ import annotations

# One thing under several names; the first is how it is shown. Short forms in capitals count only in capitals.
ALIASES: tuple[tuple[str, ...], ...] = (
    ("Nato", "NATO", "OTAN", "north atlantic treaty organization", "north atlantic treaty organisation"),
    ("Nato", "north atlantic alliance", "atlantic alliance"),
    ("United States", "US", "USA", "America", "united states of america"),
    ("United Kingdom", "UK", "Britain", "great britain"),
    ("European Union", "EU"),
    ("United Nations", "UN"),
    ("United Arab Emirates", "UAE"),
    ("World Health Organization", "WHO", "world health organisation"),
    ("International Monetary Fund", "IMF"),
    ("European Central Bank", "ECB"),
    ("Federal Reserve", "the fed"),
    ("International Criminal Court", "ICC"),
    ("climate change", "climate", "global warming", "climate crisis", "climate emergency"),
    ("artificial intelligence", "AI"),
    ("health care", "healthcare", "health insurance"),
    ("Obamacare", "affordable care act", "ACA"),
    ("Covid-19", "covid", "coronavirus"),
    ("Kyiv", "Kiev"),
    ("Turkey", "Türkiye", "Turkiye"),
    ("Czech Republic", "Czechia"),
    ("Ukraine", "ukraine war", "war in ukraine", "ukraine conflict"),
    ("Israel", "IDF"),
    ("defence", "defense", "defence spending", "defense spending", "military spending"),
    ("immigration", "migration", "immigrants", "migrants", "border security", "border wall"),
    ("gun control", "guns", "gun laws", "gun violence", "second amendment"),
    ("election", "elections", "polls", "ballot", "ballots"),
    ("economy", "economic growth"),
    ("taxes", "tax", "taxation", "tax cuts", "tax returns"),
    ("jobs", "unemployment", "employment"),
    ("terrorism", "terrorist", "terrorists", "terror attack", "terror"),
    ("nuclear weapons", "nuclear arms", "nuclear bomb", "nukes"),
    ("nuclear power", "nuclear energy", "nuclear plant", "nuclear reactor"),
    ("interest rates", "interest rate", "rate cut", "rate hike"),
    ("ceasefire", "cease-fire", "truce"),
    ("peace talks", "peace deal", "peace negotiations", "peace plan", "peace agreement", "peace treaty"),
    ("police", "policing", "police officers"),
)

PEOPLES = dict(
    pair.split(":")
    for pair in (
        "American:United_States Ukrainian:Ukraine Russian:Russia Chinese:China German:Germany French:France "
        "British:United_Kingdom Israeli:Israel Palestinian:Palestinians Iranian:Iran Iraqi:Iraq Syrian:Syria "
        "Afghan:Afghanistan Turkish:Turkey Mexican:Mexico Canadian:Canada Indian:India Pakistani:Pakistan "
        "Japanese:Japan Korean:Korea Polish:Poland Hungarian:Hungary Italian:Italy Spanish:Spain Greek:Greece "
        "Dutch:Netherlands Swedish:Sweden Finnish:Finland Norwegian:Norway Danish:Denmark Belgian:Belgium "
        "Austrian:Austria Swiss:Switzerland Czech:Czech_Republic Slovak:Slovakia Romanian:Romania Bulgarian:Bulgaria "
        "Serbian:Serbia Egyptian:Egypt Lebanese:Lebanon Saudi:Saudi_Arabia Yemeni:Yemen Libyan:Libya Nigerian:Nigeria "
        "Kenyan:Kenya Ethiopian:Ethiopia Sudanese:Sudan Brazilian:Brazil Argentine:Argentina Venezuelan:Venezuela "
        "Colombian:Colombia Cuban:Cuba Australian:Australia Taiwanese:Taiwan Vietnamese:Vietnam Irish:Ireland "
        "Scottish:Scotland Welsh:Wales European:Europe African:Africa Thai:Thailand Bangladeshi:Bangladesh "
        "Peruvian:Peru Qatari:Qatar Filipino:Philippines Malaysian:Malaysia Indonesian:Indonesia Cambodian:Cambodia "
        "Burmese:Myanmar Nepali:Nepal Somali:Somalia Ghanaian:Ghana Ugandan:Uganda Tanzanian:Tanzania Rwandan:Rwanda "
        "Zimbabwean:Zimbabwe Moroccan:Morocco Algerian:Algeria Tunisian:Tunisia Jordanian:Jordan Kuwaiti:Kuwait "
        "Emirati:United_Arab_Emirates Chilean:Chile Bolivian:Bolivia Ecuadorian:Ecuador Portuguese:Portugal "
        "Croatian:Croatia Bosnian:Bosnia Albanian:Albania Armenian:Armenia Azerbaijani:Azerbaijan Kazakh:Kazakhstan "
        "Estonian:Estonia Latvian:Latvia Lithuanian:Lithuania Belarusian:Belarus Moldovan:Moldova Icelandic:Iceland"
    ).split()
)

THEMES = """
abortion aid alcohol alliance antisemitism arms asylum austerity aviation bankruptcy banks birds border budget
bullying cannabis censorship children church cities citizenship civil_rights coal congress constitution
construction consumers corruption courts credit crime crops cryptocurrency cyberattack dam data_protection deaths
debt deficit democracy deportation diplomacy disarmament discrimination disinformation drones drought drugs earthquake
education electricity emissions energy environment espionage euro exports extremism fake_news farmers farming
federal_budget ferry fires fisheries flood floods food football foreign_policy fossil_fuels fracking fraud free_speech
freedom funding gas genocide grain growth harassment harbour harvest health homelessness hospitals hostages housing
human_rights hunger hurricane imports independence inequality inflation infrastructure insurance intelligence
investment islam judges justice labour language law_enforcement libraries lobbying medicine mental_health minerals
minimum_wage mining missiles mortgage museum nationalism negotiations nurses obesity oil opioids pandemic parliament
pensions pipeline pollution ports poverty prices prison prisoners privacy privatisation prosecution protests racism
rail railway recession referendum reform refugees religion renewables rent reparations retirement roads robots
sanctions schools science security sexism shipping shooting shootings slavery social_media social_security solar_power
sovereignty space spending stadium steel strike strikes subsidies suicide surveillance tariffs teachers technology
torture tourism trade traffic trains transport treaty trial troops tuition unions universities vaccination vaccine
vaccines veterans violence voting wages war water water_supply weapons weather welfare wildfire wind_power women
workers
""".split()

# Words that never name a topic by themselves, in small letters.
DULL = frozenset(
    """
    a about above abroad across act action actually adding administration advertisement after afternoon again against
    ago all almost along already also although always am among an and announced another answer any anybody anyone
    anything apparently april are area around as ask asked at attack attempt august author away back bad be became
    because become been before began begin behind being believe below best better between beyond big billion bit both
    boy bring brother brought build built but by call called came campaign can candidate cannot caption care case
    cause certain certainly chairman chairwoman chance chancellor change chief claim claimed claims clear clearly
    close com come coming comment comments committee concern concerns congressman congresswoman could countries
    country course dame daughter day days deal december decided decision declined department deputy despite details
    did didn different director do does doesn doing don done down dr during each early editor either else email end
    enough especially et even evening ever every everybody everyone everything evidence exactly example executive
    expect face facebook fact facts fail family far father february feel felt few field find first folks follow
    following for former forward found four friday friend friends from full future gave gen general get getting girl
    give given gmt go goal god goes going good got gov government governor great group groups guy guys had half hand
    hands happen happened hard has have having he head hear heard help her here high him himself his history hold home
    hope hour hours house how however http huge husband i idea if image important in include including indeed
    information inside instead interview into is issue issues it its itself january job journalist judge july june
    just justice keep kept key kid kids kind kinds king knew know known lack lady large last late later lead leader
    leaders least leave left less let letter level life like likely line list little live lives local long look
    looking lord lost lot lt made main major make makes making man many march matter may maybe mayor me mean means
    member members men message middle might million mind minister ministry minute minutes moment monday month months
    more morning most mother move mr mrs ms much must my name nation national nations near need needs never new
    newsletter next night no nobody none nor not nothing november now number october of off offer office official
    officials often old on once one online only open opinion or order other others our out outside over own page paper
    part parts party past pay people percent perhaps person photo photos picture piece place places plan plans play
    please pm point points political pope position possible post power president press pretty previous prime prince
    probably problem problems process prof professor program public put queen question questions quite quote raise ran
    rather reaction read ready real really reason reasons recent recently record remain remark remarks rep report
    reported reporter reporters reports representative respond response rest result results return right road role
    room rule run said same saturday saw say saying says second secretary section see seem seems seen sen senator
    senators send sense sent september series service set several sgt shall share she short should show side sign
    simply since sir sister situation six small so some somebody someone something sometimes son soon sort source
    sources speak speech spoke spokesman spokesperson spokeswoman st staff stage stand start state statement states
    step still stop story strategy street strong stuff subscribe such sunday support supporters sure system take taken
    takes taking talk talking team tell ten term terms than thank that the their them themselves then there these they
    thing things think third this those thought thousands three through thursday time times title to today together
    told tomorrow tonight too took top total toward towards town tried trouble true trust truth try trying tuesday
    turn tweet tweeted twice twitter two under understand until up updated upon us use used using very vice video view
    visit voice wait want wanted wants was way ways we website wednesday week weekend weeks well went were what
    whatever when where whether which while who whole whom whose why wife will win wish with within without woman word
    words work working works world would write wrong wrote www yeah year years yes yesterday yet you young your yours
    """.split()
)

# Words after which a plain word is a noun more often than not.
BEFORE_NOUNS = frozenset(
    "the a an this that these those of on over about for against our their his her its my your no any some more less "
    "in into from with by to new old big public national local federal global and".split()
)

# Words with a capital that are no part of the name they stand next to.
BESIDE_NAMES = frozenset(
    """
    a an the and but or so yet for nor if when while as at by in into of on over to from with after before since until
    about against among between during despite because although though than then there here now also both either even
    every each some any all no not only this that these those it its he she his her they their we our you your i my me
    who what where why how which whose is are was were be been has have had do does did will would can could should may
    might must let says said told mr mrs ms dr sen rep gov gen sgt lt prof president minister secretary chancellor
    governor senator congressman congresswoman representative prime deputy vice chairman chairwoman chief executive
    director professor judge king queen prince princess pope lord lady sir dame mayor former acting january february
    march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday yesterday today tomorrow under
    """.split()
)

# What may stand before a name: in “French President Emmanuel Macron” all up to the last of these is no part of it.
OFFICES = frozenset(
    "president minister secretary chancellor governor senator congressman congresswoman representative premier mayor "
    "chairman chairwoman director professor judge king queen prince princess pope ceo chief commissioner spokesman "
    "spokeswoman ambassador general sergeant attorney officer sheriff captain coach envoy founder".split()
)

NO_ADVERBS = frozenset(
    "apply supply reply rely ally family italy sicily assembly monopoly anomaly multiply comply".split()
)
