"""Draw messages as Block Kit: pure, one way for each block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bot.edges.platforms.kit.references import FORM, action, paged, ref_of
from bot.edges.platforms.slack.charts import Pictures, chart
from bot.edges.platforms.slack.elements import (
    Json,
    button,
    escaped,
    header,
    leading,
    link,
    many_lines,
    menu,
    one_line,
    read_sentence,
    rich,
    section,
    sentence,
    small,
    words,
)
from bot.edges.platforms.slack.elements import address as linked
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
    Message,
    Quotation,
    Section,
    Side,
)
from bot.model.record import Shown

SOURCE = "open source"
BOLD: Json = {"style": {"bold": True}}
LONGEST_HEADLINE = 400  # characters
MOST_IDS = 9  # of quotes in the id of one block, which holds 255 characters


@dataclass
class Pen:
    """Draw blocks one after the other, and note the lines that their buttons stand for."""

    pictures: Pictures | None = None
    lines: list[str] = field(default_factory=list)
    _drawn: int = 0

    def page(self, blocks: Sequence[Block]) -> list[Json]:
        """Return the blocks of one payload; their ids count from one, so that the same blocks are as long each time."""
        self._drawn = 0
        return [each for block in blocks for each in self.draw(block)]

    def draw(self, block: Block) -> list[Json]:  # noqa: PLR0911 - one for each kind of block
        """Return a block of ours as blocks of Slack's."""
        self._drawn += 1
        match block:
            case Header(text, note):
                return [*header(one_line(text)), *small(one_line(note))]
            case Section():
                return _section(block)
            case Quotation():
                return quotation(block, f"q:{','.join(each.id for each in block.quotes[:MOST_IDS])}:{self._drawn}")
            case Change():
                return _moved(block.title, block.head, block.sides, block.reason, f"c:{block.change.id}:{self._drawn}")
            case Difference():
                split = f"s:{block.split.id}:{self._drawn}"
                return _moved(block.title, block.head, (block.side,), block.ground, split)
            case Chart():
                return chart(block, self.pictures)
            case Context(text):
                return small(many_lines(text))
            case Divider():
                return [{"type": "divider"}]
            case Actions():
                return self._actions(block)
            case _:
                assert_never(block)

    def _actions(self, row: Actions) -> list[Json]:
        menus = [self._menu(each, number) for number, each in enumerate(row.menus)]
        made = [one for number, each in enumerate(row.buttons) for one in self._button(each, number)]
        buttons = {each["action_id"]: each for each in reversed(made)}  # one button for one line
        elements = [*menus, *reversed(buttons.values())][:25]
        return [{"type": "actions", "elements": elements}] if elements else []

    def _menu(self, each: Menu, number: int) -> Json:
        self.lines += [option.line for option in each.options]
        options = [(option.label, _value(option)) for option in each.options]
        return menu(each.label, action("menu", number=self._drawn * 100 + number), options)

    def _button(self, each: Button, number: int) -> list[Json]:
        if each.url:
            return leading(each.label, each.url, action("url", number=self._drawn * 100 + number))
        if each.line == "report":
            return [button(each.label, action("rp"), "post")]
        line, page = paged(each.line)
        self.lines.append(line)
        if each.ask:
            return [button(each.label, action("ask", line), _value(each))]
        verb, at = ("p", page) if page else ("p", 1) if each.key == "n" else ("go", None)
        return [button(each.label, action(verb, line, at), ref_of(line), confirm=each.confirm, primary=each.primary)]


def _value(each: Button) -> str:
    """Return what a button tells us: its line by eight characters, and what its form asks."""
    ref = ref_of(paged(each.line)[0])
    return FORM.join((ref, each.ask, each.typed)) if each.ask else ref


def shared(line: str, place: Place) -> tuple[Json, ...]:
    """Return the buttons that every list of quotes has, for the command line that made it."""
    ref = ref_of(line)
    context, share, report = (
        button("Show in context", action("cx", line), ref),
        button("Share to channel", action("sh", line), ref),
        button("Report", action("rp", line), ref),
    )
    return (context, share, report) if place is Place.PRIVATE else (context, report)


def quotation(block: Quotation, block_id: str = "") -> list[Json]:
    """Return a quote: head line, the words with what carries them, and where they stand."""
    return rich(
        section(words(one_line(block.name), bold=True), words(_inside(block.head))),
        _quoted(block.shown),
        _small_quote(block.translated),
        _from(block.foot, block.url, block.note),
        block_id=block_id,
    )


def _quoted(shown: Shown) -> list[Json]:
    """Return words with what carries them: the outlet's sentence before in italics, the part that is quoted in bold."""
    said = (
        words(f"{many_lines(shown.lead_in)}\n" if shown.lead_in else "", italic=True),
        *(words(_inside(text), bold=quoted and shown.part) for text, quoted in shown.pieces),
    )
    return [{"type": "rich_text_quote", "elements": [each for part in said for each in part]}]


def _small_quote(text: str) -> list[Json]:
    """Return words of ours below a quote, in a bar of their own, so that they are struck through with it."""
    said = words(many_lines(text), italic=True)
    return [{"type": "rich_text_quote", "elements": said}] if said else []


def _from(foot: str, url: str, note: str = "") -> list[Json]:
    """Return who printed it, which leads there, and the small print."""
    source = link(one_line(foot) or SOURCE, url) if linked(url) else words(one_line(foot))
    return section(source, words(" · " if source and note else ""), words(one_line(note)))


def _moved(title: str, head: str, sides: Sequence[Side], note: str, block_id: str) -> list[Json]:
    """Return what moved or differs: each side with its day, words and link; a link that two sides share comes once."""
    parts = [section(words(one_line(title), bold=True), words(_inside(head)))]
    for number, side in enumerate(sides):
        parts += [section(words(one_line(side.label))), _quoted(side.shown)]
        if number + 1 == len(sides) or sides[number + 1].url != side.url:
            parts.append(_from(side.foot, side.url))
    return rich(*parts, section(words(one_line(note))), block_id=block_id)


def _section(block: Section) -> list[Json]:
    text, note = _section_words(block)
    head = link(text, block.url, bold=block.bold) if block.url else words(text, bold=block.bold)
    if not block.url:
        head = sentence(text) if not block.bold else [each | BOLD for each in sentence(text)]
    if not block.bold:
        return rich(section(head, words(f"\n{note}" if note else "")))
    return [*rich(section(head)), *small(note), *rich(section(words(many_lines(block.body))))]


def _section_words(block: Section) -> tuple[str, str]:
    """Return what a section says; a headline of no newspaper's length is cut, so that its quote has room."""
    text, note = many_lines(block.text), many_lines(block.note)
    if not block.bold:
        return text, note
    return _cut(text), _cut(note)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_HEADLINE else f"{text[:LONGEST_HEADLINE].rstrip()}…"


def _inside(text: str) -> str:
    """Return foreign text amid a sentence: its outer spaces stay."""
    kept = many_lines(text)
    if not kept:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{kept}{' ' if text[-1].isspace() else ''}"


def reading(message: Message, *, links: bool = True) -> str:
    """Return a message in plain text for push notices and screen readers, in reading order, without its thread.

    Foreign text is escaped, since Slack parses this field.
    """
    return "\n".join(line for block in message.blocks for line in [_read(block, links=links)] if line)


def _read(block: Block, *, links: bool) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Header(text, note):
            said = one_line(text).replace(" · ", ", ")
            title = f"{said}{'' if said[-1:] in '.!?:' else ':'}" if text else ""
            return escaped(" ".join(each for each in (title, one_line(note)) if each))
        case Context(text):
            return escaped(many_lines(text))
        case Section():
            text, note = _section_words(block)
            head = _linked(text, block.url if links else "") if block.url else read_sentence(text)
            return "\n".join(each for each in (head, escaped(note), escaped(many_lines(block.body))) if each)
        case Quotation():
            return _read_quotation(block, links=links)
        case Change():
            return _read_sides(block.title, block.head, block.sides, block.reason, links=links)
        case Difference():
            return _read_sides(block.title, block.head, (block.side,), block.ground, links=links)
        case Chart(title, alt=alt):
            return escaped(f"{one_line(title)}\n{alt}")
        case Divider() | Actions():
            return ""
        case _:
            assert_never(block)


def _read_quotation(block: Quotation, *, links: bool) -> str:
    head = escaped(f"{one_line(block.name)}{_inside(block.head)}")
    foot = " · ".join(
        each for each in (_read_foot(block.foot, block.url, links=links), escaped(one_line(block.note))) if each
    )
    return "\n".join(
        each
        for each in (f"{head}:", escaped(_read_words(block.shown)), escaped(many_lines(block.translated)), foot)
        if each
    )


def _read_sides(title: str, head: str, sides: Sequence[Side], note: str, *, links: bool) -> str:
    lines = [escaped(f"{one_line(title)}{_inside(head)}:")]
    for side in sides:
        foot = _read_foot(side.foot, side.url, links=links)
        lines += [f"{escaped(one_line(side.label))}: {escaped(_read_words(side.shown))}", foot]
    return "\n".join(each for each in (*lines, escaped(one_line(note))) if each)


def _read_words(shown: Shown) -> str:
    lead = f"{many_lines(shown.lead_in)}\n" if shown.lead_in else ""
    return f"{lead}{''.join(_inside(text) for text, _ in shown.pieces)}"


def _read_foot(foot: str, url: str, *, links: bool) -> str:
    said = one_line(foot)
    return _linked(said or SOURCE, url) if links and linked(url) else escaped(said)


def _linked(text: str, url: str) -> str:
    where = linked(url) if url else ""
    if not where:
        return escaped(text)
    return f"<{escaped(where).replace('|', '%7C')}|{escaped(text).replace('|', '¦')}>"
