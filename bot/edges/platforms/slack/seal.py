"""Tokens in the ledger under lock and key: sealed with the first key, opened with any."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from bot.errors import BadSetting, NotNow

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet
    from sqlalchemy import Dialect

SETTING = "ONRECORD_TOKEN_KEYS"
SEALED = "gAAAA"  # what every sealed token begins with, and none of Slack's
MAKE = "Make one with: openssl rand -base64 32 | tr '+/' '-_'"
NO_KEY = f"Slack's tokens in the ledger are sealed, and {SETTING} is not set. Set it to the key that sealed them."
WRONG_KEY = f"Slack's tokens in the ledger were sealed with a key that is not in {SETTING}. Add it behind the others."


class Seal:
    """Seal and open tokens; without keys they stay as they are."""

    def __init__(self, keys: str = "") -> None:
        """Take Fernet keys, parted by commas, the one that seals first; raises BadSetting for what is none."""
        self._keys = [each.strip() for each in keys.split(",") if each.strip()]
        if self._keys:
            self._fernet  # noqa: B018 - a wrong key is said before anything starts

    @cached_property
    def _fernet(self) -> MultiFernet:
        from cryptography.fernet import Fernet, MultiFernet

        made = []
        for number, each in enumerate(self._keys, 1):
            try:
                made.append(Fernet(each))
            except ValueError as error:
                raise BadSetting(f"Key {number} in {SETTING} is not 32 bytes in URL-safe base64. {MAKE}") from error
        return MultiFernet(made)

    def sealed(self, token: str) -> str:
        """Return a token sealed with the first key."""
        return self._fernet.encrypt(token.encode()).decode() if self._keys else token

    def fresh(self, kept: str) -> bool:
        """Return whether what is kept is as it would be written now."""
        from cryptography.fernet import Fernet, InvalidToken

        if not self._keys:
            return not kept.startswith(SEALED)
        try:
            Fernet(self._keys[0]).decrypt(kept)
        except InvalidToken:
            return False
        return True

    def opened(self, token: str) -> str:
        """Return a token as Slack gave it; raises NotNow where no key opens it."""
        from cryptography.fernet import InvalidToken

        if not token.startswith(SEALED):
            return token
        if not self._keys:
            raise NotNow(NO_KEY)
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            raise NotNow(WRONG_KEY) from error


class SealedText(TypeDecorator[str]):
    """Keep a column's text sealed in the database."""

    impl = Text
    cache_ok = False  # the seal is no part of a statement's name

    def __init__(self, seal: Seal) -> None:
        """Take the seal."""
        super().__init__()
        self._seal = seal

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Seal what is written."""
        return self._seal.sealed(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Open what is read."""
        return self._seal.opened(value) if value else value
