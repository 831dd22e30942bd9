"""Languages, as data. English has learned weights; the others, by their code, are read plainly."""

from bot.reading.languages.german import GERMAN

PLAIN = {"de": GERMAN}
