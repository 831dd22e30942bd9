"""The prompt of `onrecord console`: a line in, an answer out, buttons as letters."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.catalogue import SHOWN
