"""Tokens of workspaces are sealed in the ledger, on both databases, and keys may change."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import text

from bot.edges.platforms.slack.installs import KnownInstallations
from bot.edges.platforms.slack.seal import SETTING, Seal
from bot.edges.stores.sql import SqlStore
from bot.errors import BadSetting, NotNow

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
TOKEN = "xoxe.xoxb-1-" + "M" * 180  # as long as one that is renewed
RENEWS = "xoxe-1-refresh"
HOOK = "https://hooks.example/services/T2/B1/hush"


def installations(store: SqlStore, keys: str) -> KnownInstallations:
    """Return the installations as a process with these keys has them."""
    engine = store.database.engine.execution_options(alone=True)
    return KnownInstallations("1.2", engine, lambda _who, _name: None, Seal(keys))


def install(store: SqlStore, keys: str) -> None:
    """Install the app in a workspace."""
    made = Installation(
        app_id="A1",
        team_id="T2",
        user_id="U1",
        bot_token=TOKEN,
        bot_refresh_token=RENEWS,
        incoming_webhook_url=HOOK,
        installed_at=1_770_000_000.0,
    )
    installations(store, keys).save(made)


def bot_token(store: SqlStore, keys: str) -> str:
    """Return the token that a process with these keys finds."""
    found = installations(store, keys).find_bot(enterprise_id=None, team_id="T2")
    assert found
    return str(found.bot_token)


def kept(store: SqlStore) -> str:
    """Return all that the database holds of installations."""
    with store.database.reading() as connection:
        bots = connection.execute(text("SELECT * FROM slack_bots")).all()
        return str([*bots, *connection.execute(text("SELECT * FROM slack_installations"))])


def test_with_a_key_no_token_stands_in_the_database(store: SqlStore) -> None:
    """A token, the one that renews it and a webhook's address are sealed, and open as they were, however long."""
    install(store, NEW)
    assert not [each for each in (TOKEN, "xoxe", HOOK) if each in kept(store)]
    assert bot_token(store, NEW) == TOKEN
    found = installations(store, NEW).find_installation(enterprise_id=None, team_id="T2")
    assert found
    assert (found.bot_refresh_token, found.incoming_webhook_url) == (RENEWS, HOOK)


def test_without_a_key_tokens_stay_as_they_are(store: SqlStore) -> None:
    """Who sets no key has the tokens as before."""
    install(store, "")
    installations(store, "").seal_all()
    assert TOKEN in kept(store)
    assert bot_token(store, "") == TOKEN


def test_plain_tokens_are_read_and_sealed_at_the_start(store: SqlStore) -> None:
    """Once a key is set, what was kept plain is read, and sealed when the program starts."""
    install(store, "")
    assert bot_token(store, NEW) == TOKEN
    installations(store, NEW).seal_all()
    assert TOKEN not in kept(store)
    assert bot_token(store, NEW) == TOKEN


def test_keys_may_change(store: SqlStore) -> None:
    """With the new key before the old one all is sealed anew; the old key is not needed any more."""
    install(store, OLD)
    installations(store, f"{NEW},{OLD}").seal_all()
    assert bot_token(store, NEW) == TOKEN
    before = kept(store)
    installations(store, f"{NEW},{OLD}").seal_all()
    assert kept(store) == before  # what is fresh is not written again


def test_a_missing_or_wrong_key_is_said(store: SqlStore) -> None:
    """Without the key that sealed a token nothing starts and nothing is posted, and a sentence says why."""
    install(store, OLD)
    before = kept(store)
    for keys, said in (("", f"{SETTING} is not set"), (NEW, f"not in {SETTING}")):
        with pytest.raises(BadSetting, match=said):
            installations(store, keys).seal_all()
        with pytest.raises(NotNow, match=said):
            bot_token(store, keys)
    assert kept(store) == before
    with pytest.raises(BadSetting, match="Key 2 in ONRECORD_TOKEN_KEYS"):
        Seal(f"{OLD},swordfish")
