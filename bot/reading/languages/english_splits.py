"""English, as data: the words that tell a split inside one government. Each pattern stands over what fits and what must not."""

# “Their words strike a considerably different tone”, “Ruiz’s remarks appeared to strike a different note from those of”
# not “Ruiz did not strike a different tone”, “the film has a different tone”
TONE = r"\b(?:words|remarks|comments|statements|answers) (?:appear(?:ed|s)? to )?str(?:ike|ikes|uck) an? (?:very |\w+ly )?different (?:tone|note)\b"
# “the Trump administration”, “Valmora’s government gave two answers”, “Kenya’s cabinet”
# not “administration of justice”, “the government”
GOVERNMENT = r"\b([A-Z]\w+) administration\b|\b([A-Z]\w+)[’']s (?:coalition )?(?:government|cabinet)\b"
# “Defense Secretary”, “Vice President of the United States of America”
# not “British Foreign Secretary”, “Chinese Foreign Minister”, “former Defense Secretary”
SECRETARIES = r"(?:U\.?S\.? )?(?:Vice President|(?:Defense|Treasury|Commerce|Interior|Energy|State) Secretary|Secretary of [A-Z]\w+)(?: of the (?:United States.*|U\.?S\.?))?"
# “Foreign Minister”, “finance minister”, “Deputy Prime Minister”
# not “Estonia’s foreign minister”, “shadow finance minister”, “prime minister of Norway”
MINISTERS = r"(?i:(?:deputy )?(?!shadow|former)[a-z]+ minister)"
# “Ruiz denied that their words strike …”, “if their words struck …”, “critics say …”
# not “Their words on Thursday strike …”
TAKEN_BACK = r"(?i)\b(?:not|never|no|nor|den(?:y|ied|ies)|if|whether|may|might|could|would|should|critics?|rivals?|opponents?|accus\w+|claim\w*)\b|n[’']t\b|\?"
