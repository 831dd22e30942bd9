"""An original, fictional newswire: three outlets, four days of news, no real person, place or company."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 13, 6, 59, 50, tzinfo=UTC)  # ten seconds before the digest of Friday, 08:00 in Brussels
READ = START + timedelta(minutes=10)  # when whoever looks at the demo has read it all
ZONE = "Europe/Brussels"
HOSTS = {
    "Harbour Post": "harbourpost.example",
    "The Northern Ledger": "northernledger.example",
    "Meridian Wire": "meridianwire.example",
}
FEEDS = (
    ("http://harbourpost.example/feed.xml", "Harbour Post", "Harbour Post"),
    ("http://northernledger.example/atom.xml", "The Northern Ledger", "The Northern Ledger"),
    ("http://meridianwire.example/feed.json", "Meridian Wire", "Meridian Wire"),
)
