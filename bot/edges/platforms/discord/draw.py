"""Draw messages as Discord's components: pure, one way for each block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bot.briefing.charts import strip
from bot.edges.platforms.discord.elements import (
    IN_A_SELECT,
    ROW,
    Json,
    address,
    beside,
    button,
    display,
    escaped,
    gallery,
    leading,
    link,
    many_lines,
    one_line,
    quoted,
    rows,
    select,
    sentence,
    separator,
    small,
    styled,
)
from bot.edges.platforms.kit.foreign import scrubbed
from bot.edges.platforms.kit.picture import drawable
from bot.edges.platforms.kit.references import FORM, about, action, paged, ref_of
from bot.edges.platforms.units import Place
from bot.model.message import (
    Actions,
    Block,
    Button,
    Change,
    Chart,
    Context,
    Difference,
    Divider,
    Header,
    Menu,
    Quotation,
    Section,
    Side,
)
from bot.model.record import Shown

SOURCE = "open source"
LONGEST = {"title": 300, "headline": 400, "small": 1_500, "text": 3_000}  # characters of what is no quotation
FIRST_ID = 100  # of a text that shows a quote or change; Discord numbers the others from 1


@dataclass
class Pen:
    """Draw blocks one after the other, and note the lines that their buttons stand for."""

    place: Place
    lines: list[str] = field(default_factory=list)
    shown: list[tuple[str, int]] = field(default_factory=list)  # of this page: items, and the text that shows each
    charts: list[Chart] = field(default_factory=list)  # of this page
    _ids: set[str] = field(default_factory=set)

    def page(self, blocks: Sequence[Block], extra: Sequence[Json] = ()) -> list[Json]:
        """Return the components of one payload; `extra` are the buttons that every list of quotes has."""
        self.shown, self.charts, self._ids = [], [], {str(each["custom_id"]) for each in extra}
        last = max((at for at, block in enumerate(blocks) if isinstance(block, Actions)), default=-1)
        made = []
        for at, block in enumerate(blocks):
            made += self._actions(block, extra) if at == last and isinstance(block, Actions) else self.draw(block)
        return made if last >= 0 else [*made, *rows(extra)]

    def draw(self, block: Block) -> list[Json]:  # noqa: PLR0911 - one for each kind of block
        """Return a block of ours as components of Discord's."""
        match block:
            case Header(text, note):
                title = f"### {one_line(_cut(text, 'title'))}" if text else ""
                return display(_lines(title, small(one_line(_cut(note, "small")))))
            case Section():
                return display(_section(block))
            case Quotation():
                return self._quotation(block)
            case Change():
                return self._moved(block.change.id, block.title, block.head, block.sides, block.reason)
            case Difference():
                return self._moved(block.split.id, block.title, block.head, (block.side,), block.ground)
            case Chart():
                return self._chart(block)
            case Context(text):
                return display(small(many_lines(_cut(text, "small"))))
            case Divider():
                return [separator()]
            case Actions():
                return self._actions(block)
            case _:
                assert_never(block)

    def _showing(self, text: str, *items: str) -> list[Json]:
        """Return a text that shows items, and note by which number it is known."""
        number = FIRST_ID + len({known for _, known in self.shown})
        self.shown += [(item, number) for item in items]
        return display(text, number)

    def _quotation(self, block: Quotation) -> list[Json]:
        """Return a quote; in an answer with a button that shows it in its paragraph."""
        head = f"{styled(one_line(block.name), '**')}{_inside(block.head)}"
        foot = small(_from(block.foot, block.url, block.note))
        text = _lines(head, _words(block.shown), _small_quote(block.translated), foot)
        said = self._showing(text, *(each.id for each in block.quotes))
        custom_id = about("cx", block.quote.id)
        if self.place is Place.POST or not said or custom_id in self._ids:
            return said
        self._ids.add(custom_id)
        return [beside(said, button("Context", custom_id))]

    def _moved(self, item: str, title: str, head: str, sides: Sequence[Side], note: str) -> list[Json]:
        """Return what moved or differs: each side with its day, words and link; a link that two share comes once."""
        parts = [f"{styled(one_line(title), '**')}{_inside(head)}"]
        for number, side in enumerate(sides):
            parts += [one_line(side.label), _words(side.shown)]
            if number + 1 == len(sides) or sides[number + 1].url != side.url:
                parts.append(small(_from(side.foot, side.url)))
        return self._showing(_lines(*parts, one_line(note)), item)

    def _chart(self, block: Chart) -> list[Json]:
        title = display(styled(one_line(block.title), "**"))
        if not drawable():
            return [*title, *display(small(strip(block)))]
        self.charts.append(block)
        return [*title, gallery(f"chart-{len(self.charts)}.png", block.alt or block.title)]

    def _actions(self, row: Actions, extra: Sequence[Json] = ()) -> list[Json]:
        menus = [made for each in row.menus for made in self._menu(each)]
        own = [made for each in row.buttons for made in self._button(each)]
        return [*menus, *rows([*own[:2], *extra, *own[2:]])]

    def _menu(self, each: Menu) -> list[Json]:
        """Return a menu as selects of 25 options."""
        options = dict.fromkeys(_kept(option) for option in each.options)
        self.lines += options
        named = {ref_of(_kept(option)): option.label for option in reversed(each.options)}
        pairs = [(named[ref_of(line)], ref_of(line)) for line in options]
        made = []
        for at in range(0, len(pairs), IN_A_SELECT):
            custom_id = action("menu", number=len(self._ids))
            self._ids.add(custom_id)
            made.append({"type": ROW, "components": [select(each.label, custom_id, pairs[at : at + IN_A_SELECT])]})
        return made

    def _button(self, each: Button) -> list[Json]:
        """Return a button, none where the page has one for the same line."""
        if each.url:
            return leading(each.label, each.url)
        custom_id, line = _meant(each)
        if custom_id in self._ids:
            return []
        self._ids.add(custom_id)
        self.lines += [line] if line else []
        return [button(each.label, custom_id, primary=each.primary)]


def _meant(each: Button) -> tuple[str, str]:
    """Return a button's id, and the line that has to be kept for it; what its form asks is kept with the line."""
    if each.line == "report":
        return action("rp"), ""
    line, page = paged(_kept(each))
    if each.ask:
        return action("ask", line), line
    if each.confirm:
        line = FORM.join((line, each.confirm))
        return action("sure", line), line
    verb, at = ("p", page) if page else ("p", 1) if each.key == "n" else ("go", None)
    return action(verb, line, at), line


def _kept(each: Button) -> str:
    """Return what is kept for a button: its line, with what its form asks."""
    return FORM.join((each.line, each.ask, each.typed)) if each.ask else each.line


def shared(line: str, place: Place) -> tuple[Json, ...]:
    """Return the buttons that every list of quotes has, for the command line that made it."""
    share, report = button("Share to channel", action("sh", line)), button("Report", action("rp", line))
    return (share, report) if place is Place.PRIVATE else (report,)


def _section(block: Section) -> str:
    text = _cut(block.text, "headline" if block.bold else "text")
    plain = many_lines(text)
    head = link(" ".join(plain.split("\n")), block.url) if address(block.url) else sentence(scrubbed(text).strip())
    note, said = small(many_lines(_cut(block.note, "small"))), many_lines(_cut(block.body, "text"))
    return _lines(styled(head, "**") if block.bold else head, note, said)


def _words(shown: Shown) -> str:
    """Return words with what carries them: the outlet's sentence before in italics, the part that is quoted in bold."""
    carried = "".join(
        styled(_inside(text), "**") if quoted and shown.part else _inside(text) for text, quoted in shown.pieces
    )
    lead = styled(many_lines(shown.lead_in), "*")
    return quoted(_lines(lead, carried))


def _small_quote(text: str) -> str:
    """Return words of ours below a quote in small print, in its bar, so that they are struck through with it."""
    return quoted(small(many_lines(text))) if text else ""


def _from(foot: str, url: str, note: str = "") -> str:
    """Return who printed it, which leads there, and the small print."""
    said = one_line(foot)
    source = link(said or SOURCE, url) if address(url) else said
    return " · ".join(each for each in (source, one_line(note)) if each)


def _inside(text: str) -> str:
    """Return foreign text amid a sentence: its outer spaces stay."""
    kept = many_lines(text)
    if not kept:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{kept}{' ' if text[-1].isspace() else ''}"


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _cut(text: str, kind: str) -> str:
    """Return text that is no quotation, cut to the room that its kind has once it is escaped."""
    kept = text
    while (size := len(escaped(kept))) > LONGEST[kind]:
        kept = kept[: len(kept) * LONGEST[kind] // size - 1]
    return kept if kept == text else f"{kept.rstrip()}…"
