"""What is offered of each command: options that make up a line of the one grammar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Offer(Enum):
    """Tell what an option offers while somebody types."""

    SPEAKERS = "speakers"
    TOPICS = "topics"
    OUTLETS = "outlets"
    FEEDS = "feeds"
    BUNDLES = "bundles"
    WATCHES = "watches"
    ZONES = "zones"


@dataclass(frozen=True, slots=True)
class Option:
    """Describe an option, and what it adds to the line."""

    name: str
    description: str  # at most 100 characters
    form: str = "{}"  # of what it adds: 'by:"{}"'
    required: bool = False
    offers: tuple[Offer | str, ...] = ()  # kinds of things we know, and words; anything else may be typed
    choices: tuple[str, ...] = ()  # nothing else may be chosen
    file: bool = False
    who: bool = False  # a person or a role: its id, and behind a bar its name


@dataclass(frozen=True, slots=True)
class Offered:
    """Describe a command or subcommand of Discord's."""

    path: str  # "digest at"
    summary: str  # at most 100 characters
    options: tuple[Option, ...] = ()
    line: str = ""  # where the line begins otherwise than with the path
    in_servers: bool = False  # only there

    @property
    def begins(self) -> str:
        """Return how its line begins."""
        return self.line or self.path


def line_of(offered: Offered, values: Mapping[str, str]) -> str:
    """Return the command line for what was given in the options."""
    given = [(each, " ".join(values[each.name].split())) for each in offered.options if values.get(each.name)]
    parts = [each.form.format(said.replace('"', "") if '"' in each.form else said) for each, said in given if said]
    return " ".join([offered.begins, *parts])


SPANS = ("24h", "7d", "30d", "1y")
SINCE = Option("since", "How far back: 7d, 2w, 2025-02-01, yesterday", 'since:"{}"', offers=SPANS)
UNTIL = Option("until", "Until when: yesterday, 2025-02-01", 'until:"{}"', offers=("yesterday", "today"))
BY = Option("by", "Only by this speaker", 'by:"{}"', offers=(Offer.SPEAKERS,))
OUTLET = Option("outlet", "Only from this outlet", 'outlet:"{}"', offers=(Offer.OUTLETS,))
TOPIC = Option("topic", "Only on this topic", offers=(Offer.TOPICS,))
ANYTHING = Option(
    "text", "A topic or a name; keys such as by: may stand in it", required=True, offers=(Offer.TOPICS, Offer.SPEAKERS)
)
WHICH = Option("which", "One of your watches; watch list shows them", offers=(Offer.WATCHES,))

COMMANDS: tuple[Offered, ...] = (
    Offered("who-said", "Verbatim quotes on a topic or by a speaker", (ANYTHING, BY, SINCE, UNTIL, OUTLET)),
    Offered(
        "position",
        "What a speaker has said on a topic, oldest first, with changes marked",
        (
            Option("speaker", "Who", required=True, offers=(Offer.SPEAKERS,)),
            Option("topic", "On what", "on {}", required=True, offers=(Offer.TOPICS,)),
            SINCE,
        ),
    ),
    Offered("changes", "Changed positions: before and after, each with date and link", (TOPIC, SINCE, BY)),
    Offered("brief", "One screen: what named people said since the last digest", (TOPIC, SINCE)),
    Offered(
        "summarize",
        "The key quotes of one to three linked articles",
        (Option("url", "One to three addresses", required=True),),
    ),
    Offered("digest status", "When the digest comes here, and about what", in_servers=True),
    Offered("digest now", "Post the digest for everybody now", in_servers=True),
    Offered("digest preview", "What the digest would say now; only you see it", in_servers=True),
    Offered("digest why", "Why the last digest has these stories, in this order", in_servers=True),
    Offered(
        "digest at",
        "When the digest comes here",
        (
            Option("time", "One to three times: 08:00", required=True, offers=("07:00", "08:00", "12:00", "18:00")),
            Option("days", "On which days", offers=("weekdays", "daily", "mon,wed,fri")),
            Option("zone", "Your time zone, such as Europe/Berlin", offers=(Offer.ZONES,)),
            Option("to", "dm: a digest of your own, by direct message", "in:{}", choices=("dm",)),
            Option("as", "week: a review of the whole week, beside the daily digest", "as:{}", choices=("week",)),
        ),
        in_servers=True,
    ),
    Offered(
        "digest topics",
        "What the digest is about",
        (Option("change", "+nato -climate, or all", offers=("all", Offer.TOPICS)),),
        in_servers=True,
    ),
    Offered(
        "digest filter",
        "What the digest leaves out, tried on last week before it is saved",
        (
            Option("outlet", "Only from this outlet", 'outlet:"{}"', offers=(Offer.OUTLETS,)),
            Option("lang", "Only in this language, such as en", 'lang:"{}"'),
            Option("who", "Only what people said", choices=("people",)),
            Option("without", "Words to leave out, with commas; off takes the filter away", "without {}"),
        ),
        in_servers=True,
    ),
    Offered(
        "digest mute",
        "Leave somebody or something out of the digest for a week",
        (
            Option(
                "name",
                "A speaker, a word, or the id of a story (digest why lists them)",
                required=True,
                offers=(Offer.SPEAKERS,),
            ),
        ),
        in_servers=True,
    ),
    Offered(
        "digest unmute",
        "Let the digest tell of somebody or something again",
        (Option("name", "Whom or what", required=True),),
        in_servers=True,
    ),
    Offered(
        "digest empty",
        "What the digest does on a day without news",
        (Option("day", "One line, or nothing", required=True, choices=("line", "nothing")),),
        in_servers=True,
    ),
    Offered(
        "digest pause", "No digest for a while", (Option("until", "Until when: 7d, monday", "{}"),), in_servers=True
    ),
    Offered("digest resume", "Let the digest go on", in_servers=True),
    Offered("digest history", "What became of the last digests", in_servers=True),
    Offered("digest off", "No digest here any more", in_servers=True),
    Offered("digest setup", "The first steps once more", in_servers=True),
    Offered(
        "digest model",
        "Whether a language model may choose for this channel",
        (Option("may", "May it", required=True, choices=("on", "off")),),
        in_servers=True,
    ),
    Offered(
        "digest translate",
        "Whether a machine's translation stands below quotes in another language",
        (Option("into", "Into which language", required=True, choices=("en", "de", "off")),),
        in_servers=True,
    ),
    Offered("feeds list", "The feeds that are read", in_servers=True),
    Offered(
        "feeds add",
        "Follow a feed",
        (Option("address", "Of a feed or a site", required=True),),
        in_servers=True,
    ),
    Offered(
        "feeds bundle",
        "Follow a starter bundle, or list them",
        (Option("name", "Which", offers=(Offer.BUNDLES,)),),
        in_servers=True,
    ),
    Offered(
        "feeds remove",
        "Stop following a feed; its quotes stay",
        (Option("name", "Which", required=True, offers=(Offer.FEEDS,)),),
        in_servers=True,
    ),
    Offered(
        "feeds rename",
        "Call an outlet by another name",
        (Option("name", "The feed, then its outlet's name: 3 = The Harbour Post", required=True),),
        in_servers=True,
    ),
    Offered(
        "feeds import",
        "Follow the feeds of an OPML file",
        (Option("file", "A list of feeds (OPML)", required=True, file=True),),
        in_servers=True,
    ),
    Offered("feeds export", "The feeds as an OPML file", in_servers=True),
    Offered("feeds health", "Feeds in trouble", in_servers=True),
    Offered(
        "feeds try",
        "Poll a feed at once, also one that was stopped",
        (Option("name", "Which", required=True, offers=(Offer.FEEDS,)),),
        in_servers=True,
    ),
    Offered(
        "watch add",
        "Be told when somebody speaks on something, or when a position moves",
        (
            Option(
                "text", "A speaker, a topic, or “Merz on tariffs”", required=True, offers=(Offer.SPEAKERS, Offer.TOPICS)
            ),
            Option("only", "Of what", "only:{}", choices=("changes", "splits", "all")),
            Option("in", "Alerts into this channel instead of to you", "in:{}", choices=("here",)),
        ),
        line="watch",
    ),
    Offered("watch list", "Your watches"),
    Offered("watch remove", "Stop a watch", (WHICH,)),
    Offered("watch mute", "No alerts of a watch for a week", (WHICH,)),
    Offered("watch unmute", "Alerts of a watch again", (WHICH,)),
    Offered(
        "watch quiet",
        "When no alerts come",
        (Option("hours", "Such as 22:00-07:00", required=True, offers=("22:00-07:00", "20:00-08:00", "off")),),
    ),
    Offered(
        "speaker",
        "Who somebody is: roles with dates and sources, topics, last quotes",
        (Option("name", "Who", required=True, offers=(Offer.SPEAKERS,)),),
    ),
    Offered(
        "export",
        "Quotes as a file, the newest 5,000",
        (
            ANYTHING,
            BY,
            SINCE,
            UNTIL,
            OUTLET,
            Option("as", "Which kind of file", "as:{}", choices=("csv", "json", "md")),
        ),
    ),
    Offered("onrecord help", "What you can ask"),
    Offered("onrecord status", "What is running"),
    Offered(
        "onrecord check",
        "Whether words are on the record, or why an entry was not posted",
        (Option("words", "The words, as they were quoted, or the entry's address", '"{}"', required=True),),
    ),
    Offered(
        "onrecord topics",
        "Your team's own topics",
        (Option("change", "add grain deal = grain, wheat, or remove grain deal"),),
    ),
    Offered(
        "onrecord people",
        "Which names are one person",
        (Option("change", "merge Jim Reed = Tom Reed, split Volodymyr Zelenskyy, or undo"),),
    ),
    Offered(
        "onrecord settings",
        "Who may change settings",
        (
            Option("policy", "Who may change digests", "policy {}", choices=("members", "managers")),
            Option("add", "A role or person that may change digests and alerts of channels", 'add "{}"', who=True),
            Option("remove", "A role or person that may do so no longer", 'remove "{}"', who=True),
        ),
    ),
    Offered("onrecord log", "What was changed, and by whom"),
    Offered("onrecord reports", "Quotes that were reported"),
    Offered("onrecord taken", "What a language model took away, and why"),
    Offered("onrecord corrections", "What was corrected"),
)
SUMMARIES: Mapping[str, str] = {
    "digest": "The briefing of this channel",
    "feeds": "The feeds that are read",
    "watch": "Be told when somebody speaks",
    "onrecord": "Help, status, settings",
}
