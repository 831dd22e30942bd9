"""What the environment says: secrets as files and shells hand them over."""

from __future__ import annotations

import pytest

from bot.config import Secrets
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
