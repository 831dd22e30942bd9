"""What the environment says: secrets as files and shells hand them over."""

from __future__ import annotations

import pytest

from bot.cli.doctor import token_check
from bot.config import Secrets, Settings, misspelt
from bot.errors import BadSetting


def test_a_line_break_behind_a_secret_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that was read from a file ends with a line break; what is sent does not."""
    monkeypatch.setenv("ONRECORD_DISCORD_TOKEN", " abc.def\r\n")
    assert Secrets().discord_token.get_secret_value() == "abc.def"


@pytest.mark.parametrize("between", [" ", "\n", "\t", "\x00", "\u200b"])
def test_a_secret_of_two_words_is_named_and_not_shown(between: str) -> None:
    """Two tokens in one variable, or one broken over lines: the sentence names the variable, not the secret."""
    with pytest.raises(BadSetting, match="ONRECORD_SLACK_BOT_TOKEN has a space or a line break inside") as caught:
        Secrets(slack_bot_token=f"xoxb-1{between}xoxb-2")  # type: ignore[arg-type]
    assert "xoxb" not in str(caught.value)


@pytest.mark.parametrize(("written", "hosts"), [("a:1, b:2", ("a:1", "b:2")), ('["a:1"]', ("a:1",)), ("", ())])
def test_a_list_in_a_variable_is_parted_by_commas(
    monkeypatch: pytest.MonkeyPatch, written: str, hosts: tuple[str, ...]
) -> None:
    """Lists need no JSON in the environment, though it is understood."""
    monkeypatch.setenv("ONRECORD_ALLOW_HOSTS", written)
    monkeypatch.setenv("ONRECORD_FETCH_PORTS", "8080,8443")
    assert (Settings().allow_hosts, Settings().fetch_ports) == (hosts, (8080, 8443))


def test_a_wrong_zone_is_refused_when_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zone that does not exist would move every digest; one that is meant gets its own name."""
    monkeypatch.setenv("ONRECORD_ZONE", "Mars/Phobos")
    with pytest.raises(BadSetting, match="“Mars/Phobos” is not a time zone"):
        Settings()
    monkeypatch.setenv("ONRECORD_ZONE", "new york")
    assert Settings().zone == "America/New_York"


def test_a_wrong_log_level_is_refused_when_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level that does not exist is said at once, in doctor too; capitals do not matter."""
    monkeypatch.setenv("ONRECORD_LOG_LEVEL", "loud")
    with pytest.raises(ValueError, match="log_level"):
        Settings()
    monkeypatch.setenv("ONRECORD_LOG_LEVEL", "INFO")
    assert Settings().log_level == "info"


@pytest.mark.parametrize("written", ["http://feeds.lan/", "feeds.lan/rss", "feeds.lan:http", "two words"])
def test_a_host_that_is_none_is_refused_when_settings_are_read(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """An address among the allowed hosts would allow nothing without a word; capitals do not matter."""
    monkeypatch.setenv("ONRECORD_ALLOW_HOSTS", written)
    with pytest.raises(BadSetting, match="“allow_hosts” has"):
        Settings()
    monkeypatch.setenv("ONRECORD_ALLOW_HOSTS", "Feeds.LAN:8080,[::1]:80,intranet")
    assert Settings().allow_hosts == ("feeds.lan:8080", "[::1]:80", "intranet")


def test_doctor_says_which_key_seals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys for tokens are tried where everything else is looked at, and never shown."""
    monkeypatch.setenv("ONRECORD_TOKEN_KEYS", "AAAA")
    check = token_check()
    assert not check.right
    assert check.sentence.startswith("Key 1 in ONRECORD_TOKEN_KEYS is not")


def test_a_misspelt_variable_is_named() -> None:
    """A variable that looks like a setting and is none is told with the nearest; the others are not."""
    said = misspelt(["ONRECORD_ALOW_HOSTS", "ONRECORD_ZONE", "ONRECORD_MODEL_KEY", "ONRECORD_NODE", "HOME"])
    assert said == ["ONRECORD_ALOW_HOSTS is not a setting. Did you mean ONRECORD_ALLOW_HOSTS?"]
