"""Give the people of a training window other names, so that the network learns places and not who is who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from bot.model.text import Span
from bot.reading.speakers.windows import Window

MEN = """
Ahmed Kofi Hiroshi Pierre Luca Mateusz Oleksandr Ivan Diego Rajesh Wei Johannes Lars Tomasz Emeka Yusuf Carlos
Andrej Niall Gareth Thabo Minh Jorge Piotr Anders Mehmet Stefan Arjun Kwame Sergei Dmytro Hassan Olaf Pablo
Vikram Takeshi Babak Ismail Patrick Simon Oliver Henry Luke David Robert James Michael John Peter Thomas
""".split()
WOMEN = """
Amina Ana Sofia Ingrid Olena Fatima Priya Mei Yuki Chiara Katarzyna Marie Claire Zanele Ngozi Leila Aoife
Siobhan Elena Svetlana Camila Lucia Hanna Greta Ayse Noor Isabel Johanna Kirsten Mariana Rania Sunita Thandi
Beatriz Ursula Annalena Kaja Emma Alice Grace Harriet Lucy Julia Mary Susan Karen Linda Jane
""".split()
SURNAMES = """
Ruiz Brandt Okafor Kowalski Nakamura Lindqvist Moreau Rossi Petrov Shevchenko Haddad Yilmaz Nguyen Sharma
Banerjee Chen Park Kim Murphy MacLeod Davies Jensen Hansen Virtanen Novak Horvath Popescu Papadopoulos Silva
Fernandez Castillo Mbeki Dlamini Adeyemi Mensah Abdi Rahman Karimi Cohen Levi Schmidt Weber Huber Dubois
Lefevre Hoang Tanaka Suzuki Reyes Santos Oliveira Gomez Medina Wright Bennett Clarke Hughes Foster Grant Doyle
Byrne Osei Boateng Kamau Wanjiru Kravchenko Bondar Ivanov Sokolov Kovac Ilic Marin Ionescu Nagy Szabo Leclerc
Girard Fontaine Bianchi Greco Conti Lopez Vargas Quintero Aguilar Smith Johnson Walker Baker Cooper Morgan
Reed Bailey Ward Brooks Sanders Price Barnes
""".split()

People = Mapping[str, str]  # a full name -> "male", "female" or ""


def renamed(window: Window, people: People, chance: Random) -> Window:
    """Return a window whose people have other names; its quotations and mentions move along."""
    other = _others(people, chance)
    moved = _Moved(window.text)
    done = -1
    for span, name in sorted(zip(window.mentions, window.names, strict=True), key=lambda each: each[0].start):
        if name in people and span.start > done:
            words = " ".join(other.get(word, word) for word in span.of(window.text).split(" "))
            moved.put(span, words)
            done = span.end - 1
    return replace(
        window,
        text=moved.text(),
        quotes=tuple(moved.span(each) for each in window.quotes),
        mentions=tuple(moved.span(each) for each in window.mentions),
        begins=moved.place(window.begins),
    )


def _others(people: People, chance: Random) -> dict[str, str]:
    """Return for each word of the names another one: given names keep their gender where it is known."""
    other: dict[str, str] = {}
    for name, gender in people.items():
        words = name.split()
        if len(words) > 1:
            given = {"male": MEN, "female": WOMEN}.get(gender) or chance.choice([MEN, WOMEN])
            other.setdefault(words[0], chance.choice(given))
        other.setdefault(words[-1], chance.choice(SURNAMES))
    return other


class _Moved:
    """Hold a text in which words are replaced from left to right, and where each place goes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: list[tuple[Span, str, int]] = []  # what was replaced, by what, and where that begins now
        self._by = 0

    def put(self, span: Span, words: str) -> None:
        self._made.append((span, words, span.start + self._by))
        self._by += len(words) - (span.end - span.start)

    def text(self) -> str:
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        at = 0
        for span, words, _ in self._made:
            yield self._text[at : span.start]
            yield words
            at = span.end
        yield self._text[at:]

    def span(self, span: Span) -> Span:
        return Span(self.place(span.start), self.place(span.end, 1))

    def place(self, at: int, end: int = 0) -> int:
        by = 0
        for old, words, new in self._made:
            if at < old.end and at > old.start:
                return new + end * len(words)  # inside what was replaced: its edge
            if at < old.end:
                break
            by = new + len(words) - old.end
        return at + by


def genders(counted: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Return the gender of each name by how often he and she stand for it; given names lend theirs to one another."""
    given: dict[str, list[int]] = {}
    for name, (male, female) in counted.items():
        both = given.setdefault(name.split()[0], [0, 0])
        both[0] += male
        both[1] += female
    found = {}
    for name, (male, female) in counted.items():
        more, fewer = (2 * own + lent for own, lent in zip((male, female), given[name.split()[0]], strict=True))
        found[name] = "male" if more > fewer else "female" if fewer > more else ""
    return found
