"""English, as data: how speakers admit in their own words that they changed."""

# In the speaker's own words: kind, then the pattern behind “I”.
_WORDS = r"(?:remark|comment|word|statement|tweet|post|joke)s?"
FIRST_PERSON = (
    ("walked_back", r"\bI(?: have|[’']ve)? misspoken?\b|\bI (?:spoke|misspoke) (?:too soon|in error|out of turn)\b"),
    (
        "walked_back",
        r"\bI(?:[’']ll| will| want to)? (?:take|took) (?:(?:it|that|those words|what I said) back|back (?:what|my|that|those))\b",
    ),
    ("walked_back", r"\bI should(?:n[’']t| not| never) have (?:said|called|tweeted|suggested|used th(?:at|ose))\b"),
    (
        "walked_back",
        r"\bI (?:\w+ly )?(?:regret|apologi[sz]e for|retract|withdraw) (?:saying|calling|making|what I said|my choice of words)\b",
    ),
    (
        "walked_back",
        rf"\bI (?:\w+ly )?(?:regret|apologi[sz]e for|retract|withdraw) (?:my|those|that|the) {_WORDS}\b(?! that)",
    ),
    (
        "walked_back",
        r"\bI was (?:wrong|mistaken) (?:to (?:say|call|suggest|oppose|support|vote)|in saying|about|when I said)\b",
    ),
    (
        "reversed",
        r"\b(?:I|[Ww]e)(?:[’']ve| have) (?:changed|revised|reversed) (?:my|our) (?:mind|position|view|opinion|stance)s?\b",
    ),
    ("reversed", r"\bI(?:[’']ve| have) (?:reconsidered|had a change of heart)\b"),
    ("reversed", r"\bI no longer (?:believe|support|think|oppose|favou?r|back|stand by)\b"),
    ("reversed", r"\bI used to (?:believe|think|support|oppose|be (?:for|against))\b"),
    ("other", r"\b(?:[Mm]y|[Oo]ur) (?:position|views?|thinking|stance)s? (?:has|have) (?:changed|evolved|shifted)\b"),
)
FIRST_WORDS = """
    misspoke misspoken back should shouldn regret apologize apologise retract withdraw wrong mistaken changed revised
    reversed reconsidered heart longer used evolved shifted error soon turn
"""
