"""Which function answers which command, and what a person sees when one fails."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from importlib import import_module

import structlog

from bot.briefing.blocks import usage
from bot.commands.catalogue import COMMANDS
from bot.desk import Desk
from bot.errors import PlatformError, SourceError, StoreError, UserError
