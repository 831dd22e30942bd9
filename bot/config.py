"""Settings: defaults < onrecord.toml < ONRECORD_* environment; secrets from the environment only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.model.record import NAMED_FROM


class Settings(BaseSettings):
    """Hold every setting with its default."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", toml_file="onrecord.toml", extra="forbid", frozen=True)

    database: str = "onrecord.db"  # a file, or postgresql://…
    zone: str = ""  # IANA name; empty = this machine's
    contact: str = ""  # an address in the User-Agent, so that a site's operator can write
    fetch_timeout: Annotated[float, Field(gt=0, le=120)] = 20.0  # seconds, for a whole answer
    fetch_max_bytes: Annotated[int, Field(ge=10_000)] = 5_000_000  # of an answer, after decompression
    fetch_workers: Annotated[int, Field(ge=1, le=64)] = 8
    fetch_ports: tuple[int, ...] = ()  # more ports than 80 and 443 on which public hosts are asked
    host_pause: Annotated[float, Field(ge=0, le=60)] = 0.5  # seconds between the beginnings of two requests to one host
    allow_hosts: tuple[str, ...] = ()  # host:port pairs that are fetched although not public
    poll_minutes: Annotated[int, Field(ge=1, le=1440)] = 10  # a feed is asked no more often
    public_url: str = ""  # https://… at which the HTTP server is reached from outside; for hubs (WebSub)
    separate_feeds: bool = False  # each workspace or server follows feeds of its own; so with Slack's client id
    keep_quotes_days: Annotated[int, Field(ge=1)] = 400
    keep_texts_days: Annotated[int, Field(ge=1)] = 30
    name_from: Annotated[float, Field(ge=0, le=1)] = NAMED_FROM  # below this confidence a quote is shown without a name
    slack_api_url: str = "https://slack.com/api/"  # another one is for tests
    posts_folder: str = ""  # where the console keeps its posts; empty = next to the database
    log_level: str = "warning"

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
    slack_client_id: str = ""  # with the next one: any number of workspaces by OAuth
    slack_client_secret: SecretStr = SecretStr("")

    @property
    def slack(self) -> bool:
        """Return whether there is a way into one workspace of Slack, or into many."""
        return bool(self.slack_bot_token.get_secret_value() or self.slack_client_id)


SETTINGS_FILE = "onrecord.toml"


def folder_of(settings: Settings) -> Path:
    """Return the folder that holds the database, or the working folder for a server's."""
    from pathlib import Path

    return Path.cwd() if "://" in settings.database else Path(settings.database).expanduser().resolve().parent
