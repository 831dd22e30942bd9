"""Words by which a desk tells news from what can wait, as data."""

from __future__ import annotations

POWER = """
president prime minister chancellor ministry government parliament senate house congress court judge election vote
voter law bill treaty sanction summit talk ceasefire nato un eu kremlin embassy ambassador army military troops
soldier police prosecutor party coalition opposition budget tariff bank union governor mayor lawmaker senator
republican democrat constitution referendum diplomat intelligence pentagon border refugee asylum deportation
regulator agency official authorities politician leader king queen pope spy nuclear economy inflation workers
regierung kanzler bundestag gericht wahl gesetz polizei minister präsident partei streit zölle
"""
HARM = """
kill dead deadly death die attack shooting shot bomb missile drone war strike earthquake flood hurricane wildfire
cyclone crash explosion hostage famine outbreak arrested charged sentenced convicted jailed genocide massacre
victims violence rape abuse murder wounded injured detained abducted poison crisis corruption fraud krieg angriff
tote tot verletzte anschlag erdbeben
"""
ACT = """
announce ban approve reject resign sign agree order impose sue disqualified deport withdraw suspend demand accuse
warn vow pledge deny oust impeach urge condemn threaten block halt launch pass rule seize cut raise protest
investigate probe close visit meet push
"""
SOFT = """
podcast quiz review recipe best celebrity album film movie actor actress star fashion horoscope newsletter game tv
season episode book novel author writer music singer concert festival restaurant travel hotel dog cat love wedding
photo picture video comedian comedy art artist museum exhibition literary poem style beauty fitness tips gift
shopping deal oscar grammy olympic athlete coach medal skating hockey soccer football basketball tennis goal match
champion team player racer astronomy dinosaur mystery discovery trend viral meme magazine printables crossword
puzzle explained guide history tool rezept kino fußball urlaub
"""
