"""What every platform offers: the names, summaries and usages of the commands, and nothing heavy."""

from __future__ import annotations

from bot.model.ask import Command

WHO_SAID = Command(
    "who-said",
    "Verbatim quotes on a topic or by a speaker",
    "who-said <topic or name> [by:] [since:] [until:] [outlet:]",
    ("who-said nato", "who-said nato by:Vance since:7d", 'who-said by:"Friedrich Merz" outlet:euronews'),
)
POSITION = Command(
    "position",
    "What a speaker has said on a topic, oldest first, with changes marked",
    "position <speaker> [on] <topic> [since:]",
    ("position Hegseth on ukraine", 'position "Friedrich Merz" tariffs since:3m'),
)
CHANGES = Command(
    "changes",
    "Changed positions: before and after, each with date and link",
    "changes [topic] [since:] [by:]",
    ("changes", "changes nato since:30d", "changes by:Merz"),
)
BRIEF = Command(
    "brief",
    "One screen: what named people said since the last digest",
    "brief [topic] [since:]",
    ("brief", "brief ukraine since:2d"),
)
SUMMARIZE = Command(
    "summarize",
    "The key quotes of one to three linked articles",
    "summarize <url> [url] [url]",
    ("summarize https://example.org/news/article",),
)
DIGEST = Command(
    "digest",
    "The briefing of this channel: when, about what, preview",
    "digest status|now|preview|why|at <time> [days] [zone] [in:dm] [as:week]|topics [+x -y|all]|pause [until:]|resume"
    "|history|off|setup|filter [outlet:] [lang:] [people] [without a, b]|mute <name or story>|unmute <name>"
    "|empty line/nothing|model on/off|translate en/de/off",
    ("digest preview", "digest at 08:00 weekdays Europe/Berlin", "digest topics +nato -climate", "digest model off"),
    (
        "status",
        "now",
        "preview",
        "at",
        "topics",
        "pause",
        "resume",
        "history",
        "off",
        "setup",
        "start",
        "filter",
        "mute",
        "unmute",
        "empty",
        "more",
        "why",
        "model",
        "translate",
    ),
)
FEEDS = Command(
    "feeds",
    "The feeds that are read: list, add, remove, health",
    "feeds list|add <address>|bundle [name] [1,3]|rename <name> = <outlet>|remove <name>|import <file>|export|health"
    "|try <name>",
    ("feeds list", "feeds add https://example.org", "feeds bundle europe"),
    ("list", "add", "bundle", "rename", "remove", "import", "export", "health", "try"),
)
WATCH = Command(
    "watch",
    "Be told when somebody speaks on something, or when a position moves",
    "watch <speaker|topic|speaker on topic> [only:changes|splits] [in:here]|list|remove|mute|quiet <hours>",
    ("watch Merz on tariffs only:changes", "watch nato in:here", "watch list", "watch quiet 22:00-07:00"),
    ("list", "remove", "mute", "unmute", "quiet"),
)
SPEAKER = Command(
    "speaker",
    "Who somebody is: roles with dates and sources, topics, last quotes",
    "speaker <name>",
    ("speaker Vance", 'speaker "Volodymyr Zelenskyy"'),
)
EXPORT = Command(
    "export",
    "Quotes as a file: csv, json or md, the newest 5,000",
    "export <topic or name> [by:] [since:] [until:] [outlet:] [as:csv|json|md]",
    ("export nato as:csv", "export by:Vance since:2w as:md"),
)
ONRECORD = Command(
    "onrecord",
    "Help, what is running, whether words are on the record, settings",
    'onrecord help|status|check "<words>"|check <address>|topics [add|remove]|people [merge|split|undo]'
    "|settings [policy members|managers|add|remove]|log|reports|taken|corrections",
    (
        "onrecord help",
        "onrecord status",
        'onrecord check "tools of leverage"',
        "onrecord topics add grain deal = grain, wheat, Black Sea",
    ),
    ("help", "status", "check", "topics", "people", "settings", "log", "reports", "reviewed", "taken", "corrections"),
)
DESK = {  # its words, which a shell takes alone: onrecord status
    "status": "What is on the record and what is under way: onrecord status.",
    "help": "All commands, or how one is typed: onrecord help who-said.",
    "check": 'Whether words are on the record, word for word, and whose they are: onrecord check "tools of leverage".',
    "topics": "A team's own topics: onrecord topics add grain deal = grain, wheat.",
    "people": "Which names are one person: onrecord people merge Jim Reed = Tom Reed.",
    "settings": "Who may change what: onrecord settings policy managers.",
    "log": "The newest changed settings: onrecord log.",
    "reports": "Quotes that somebody reported as wrong: onrecord reports.",
    "taken": "What a language model took away before anybody saw it, and why: onrecord taken.",
    "corrections": "What was corrected where it was posted: onrecord corrections.",
}
CONTEXT = Command(
    "context",
    "The paragraph around a quote",
    "context <quote id>",
)

REPORT = Command(
    "report",
    "Say that a quote is wrong",
    "report <quote id> speaker|quote|date|cut|other [words]",
)

SHOWN: tuple[Command, ...] = (
    WHO_SAID,
    POSITION,
    CHANGES,
    BRIEF,
    SUMMARIZE,
    DIGEST,
    FEEDS,
    WATCH,
    SPEAKER,
    EXPORT,
    ONRECORD,
)
HIDDEN: tuple[Command, ...] = (CONTEXT, REPORT)
COMMANDS: dict[str, Command] = {command.name: command for command in (*SHOWN, *HIDDEN)}
