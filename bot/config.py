"""Settings: defaults < onrecord.toml < ONRECORD_* environment; secrets from the environment only."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import BadSetting, BadTime
from bot.model.choice import Budget
from bot.model.record import NAMED_FROM

PRICES = {  # dollars for a million tokens in and out, as published; `model_prices` overrides them
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4o-mini": (0.15, 0.60),
}


def _listed(value: object) -> object:
    """Return a list that was written as one text: parted by commas, or as JSON."""
    if not isinstance(value, str):
        return value
    return (
        json.loads(value)
        if value.lstrip().startswith("[")
        else [each.strip() for each in value.split(",") if each.strip()]
    )


_HOST = re.compile(r"(?:\w[\w.-]*|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?")
Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
Numbers = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_listed)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]  # of money


def _lower(word: object) -> object:
    return word.strip().lower() if isinstance(word, str) else word


class Settings(BaseSettings):
    """Hold every setting with its default."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", toml_file="onrecord.toml", extra="forbid", frozen=True)

    database: str = "onrecord.db"  # a file, or postgresql://…
    node: str = ""  # this process's stable name among several on one Postgres ledger; empty = the host's
    database_connections: Annotated[int, Field(ge=8, le=200)] = 16  # of one process to Postgres, at most
    zone: str = ""  # IANA name; empty = this machine's
    contact: str = ""  # an address in the User-Agent, so that a site's operator can write
    fetch_timeout: Annotated[float, Field(gt=0, le=120)] = 20.0  # seconds, for a whole answer
    fetch_max_bytes: Annotated[int, Field(ge=10_000)] = 5_000_000  # of an answer, after decompression
    fetch_workers: Annotated[int, Field(ge=1, le=64)] = 8
    fetch_ports: Numbers = ()  # more ports than 80 and 443 on which public hosts are asked
    host_pause: Annotated[float, Field(ge=0, le=60)] = 0.5  # seconds between the beginnings of two requests to one host
    allow_hosts: Words = ()  # host:port pairs that are fetched although not public
    poll_minutes: Annotated[int, Field(ge=1, le=1440)] = 10  # a feed is asked no more often
    public_url: str = ""  # https://… at which the HTTP server is reached from outside; for hubs (WebSub)
    archive: Literal["", "private", "public"] = ""  # who may read the record as pages of the HTTP server
    archive_header: str = ""  # with "private": a header that a proxy sets for whom it let in
    archive_rate: Annotated[int, Field(ge=0)] = 120  # requests a minute of one address to the archive; 0 = no limit
    trusted_proxies: Words = ("127.0.0.1", "::1")  # addresses or networks of proxies that say for whom they ask
    separate_feeds: bool = False  # each workspace or server follows feeds of its own; so with Slack's client id
    keep_quotes_days: Annotated[int, Field(ge=1)] = 400
    keep_texts_days: Annotated[int, Field(ge=1)] = 30
    reading: Literal["encoder", "rules"] = "encoder"  # who finds the speakers
    name_from: Annotated[float, Field(ge=0, le=1)] = NAMED_FROM  # below this confidence a quote is shown without a name
    slack_api_url: str = "https://slack.com/api/"  # another one is for tests
    model: str = ""  # a language model's name; with ONRECORD_MODEL_KEY it chooses, never invents
    model_url: str = "https://api.openai.com/v1"  # or any server that speaks its protocol
    model_timeout: Annotated[float, Field(gt=0, le=300)] = 30.0  # seconds, for a whole answer
    model_workers: Annotated[int, Field(ge=1, le=16)] = 2  # requests at the same time
    model_thoughts: Annotated[int, Field(ge=0, le=50_000)] = 0  # tokens for a model that thinks before it answers
    model_flex: bool = False  # ask for the slower tier at half the price, where a server has one
    model_input: Annotated[int, Field(ge=1_000)] = 24_000  # characters of an article in one request
    model_prices: dict[str, tuple[Amount, Amount]] = {}  # for a million tokens in and out, by model
    model_day_money: Amount = 1.0
    model_month_money: Amount = 20.0
    model_day_tokens: Annotated[int, Field(ge=0)] = 2_000_000
    model_month_tokens: Annotated[int, Field(ge=0)] = 40_000_000
    model_feeds: Words = ()  # outlets or hosts whose articles may be sent; empty = all
    model_feeds_off: Words = ()  # those whose articles are never sent
    discord_api_url: str = "https://discord.com/api/v10"  # another one is for tests; it names the gateway
    discord_gateway: bool = True  # false: commands come over HTTP only, and mentions are not heard
    posts_folder: str = ""  # where the console keeps its posts; empty = next to the database
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "warning"

    @field_validator("zone")
    @classmethod
    def _real(cls, zone: str) -> str:
        """Return the zone by its own name; raises BadSetting for none."""
        if not zone:
            return zone
        from bot.briefing.zones import zone_named

        try:
            return zone_named(zone)
        except BadTime as error:
            raise BadSetting(f"The setting “zone”: {error}", suggestions=error.suggestions) from error

    @field_validator("allow_hosts")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        """Return hosts as addresses have them; raises BadSetting for an address or anything else."""
        for each in hosts:
            if not _HOST.fullmatch(each):
                raise BadSetting(
                    f"The setting “allow_hosts” has {each!r}: a host like feeds.lan or feeds.lan:8080 is needed."
                )
        return tuple(each.lower() for each in hosts)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        """Return addresses and networks as they are; raises BadSetting for anything else."""
        from ipaddress import ip_network

        for each in networks:
            try:
                ip_network(each)
            except ValueError as error:
                raise BadSetting(
                    f"The setting “trusted_proxies” has {each!r}: an address like 10.0.0.2 or a network like "
                    "10.0.0.0/24 is needed."
                ) from error
        return networks

    @property
    def model_budget(self) -> Budget:
        """Return what a language model may cost."""
        return Budget(
            round(self.model_day_money * 1e6),
            round(self.model_month_money * 1e6),
            self.model_day_tokens,
            self.model_month_tokens,
        )

    @property
    def model_price(self) -> tuple[float, float]:
        """Return what a million tokens cost, in and out; nothing where no price is known."""
        return (PRICES | self.model_prices).get(self.model, (0.0, 0.0))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: command line, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


class Secrets(BaseSettings):
    """Hold what only the environment may say: ONRECORD_SLACK_BOT_TOKEN and the like."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", extra="ignore", frozen=True)

    slack_bot_token: SecretStr = SecretStr("")  # xoxb-…, for one workspace
    slack_app_token: SecretStr = SecretStr("")  # xapp-…, for Socket Mode
    slack_signing_secret: SecretStr = SecretStr("")  # for requests over HTTP
    model_key: SecretStr = SecretStr("")  # without it nothing is ever sent; a local server takes any word
    slack_client_id: str = ""  # with the next one: any number of workspaces by OAuth
    slack_client_secret: SecretStr = SecretStr("")
    token_keys: SecretStr = SecretStr("")  # Fernet keys that seal workspaces' tokens in the ledger, the newest first
    api_keys: SecretStr = SecretStr("")  # parted by commas; with any the API is open to those who bring one
    discord_token: SecretStr = SecretStr("")  # the bot's

    @field_validator("*", mode="before")
    @classmethod
    def _one_word(cls, value: object, info: ValidationInfo) -> object:
        """Take off the line break that a file leaves behind a secret; no secret has one inside."""
        if not isinstance(value, str):
            return value
        word = value.strip()
        if not word.isprintable() or " " in word:
            name = f"ONRECORD_{str(info.field_name).upper()}"
            raise BadSetting(f"{name} has a space or a line break inside. Set it to the secret alone.")
        return word

    @property
    def slack(self) -> bool:
        """Return whether there is a way into one workspace of Slack, or into many."""
        return bool(self.slack_bot_token.get_secret_value() or self.slack_client_id)

    @property
    def discord(self) -> bool:
        """Return whether there is a way into Discord."""
        return bool(self.discord_token.get_secret_value())

    @property
    def platforms(self) -> frozenset[str]:
        """Return the platforms that there is a way into."""
        return frozenset(name for name, there in (("slack", self.slack), ("discord", self.discord)) if there)


SETTINGS_FILE = "onrecord.toml"
ELSEWHERE = {"ONRECORD_NODE", "ONRECORD_EVAL", "ONRECORD_FUZZ"}  # variables that other parts read


def misspelt(environment: Iterable[str]) -> list[str]:
    """Return a sentence for each variable that looks like a setting and is none."""
    known = {f"ONRECORD_{name.upper()}" for name in (*Settings.model_fields, *Secrets.model_fields)} | ELSEWHERE
    wrong = sorted(name for name in environment if name.upper().startswith("ONRECORD_") and name.upper() not in known)
    near = {name: difflib.get_close_matches(name.upper(), known, 1) for name in wrong}
    return [f"{name} is not a setting.{f' Did you mean {near[name][0]}?' if near[name] else ''}" for name in wrong]


def folder_of(settings: Settings) -> Path:
    """Return the folder that holds the database, or the working folder for a server's."""
    from pathlib import Path

    return Path.cwd() if "://" in settings.database else Path(settings.database).expanduser().resolve().parent


def said_of(error: ValidationError) -> str:
    """Return one sentence for the first wrong setting that pydantic names."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"There is no setting “{name}”. The README lists all of them."
    return f"The setting “{name}” is {first['input']!r}: {first['msg']}."
