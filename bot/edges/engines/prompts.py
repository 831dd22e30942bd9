"""The prompts: one Markdown file for each task, with its version and the schema of its answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import prompts

FOLDER = Path(prompts.__file__).parent
FENCE = "=====DATA====="


@dataclass(frozen=True, slots=True)
class Prompt:
    """Hold what a model is told about one task."""

    name: str
    version: int
    max_tokens: int
    schema: Mapping[str, object]
    text: str

    def messages(self, data: object, reason: str = "") -> list[dict[str, str]]:
        """Return the request: the task, and the data fenced as JSON, in which no line can imitate the fence.

        With a reason the answer before was refused.
        """
        fenced = f"{FENCE}\n{json.dumps(data, ensure_ascii=False).replace('=', chr(92) + 'u003d')}\n{FENCE}"
        again = f"\nYour answer before was refused: {reason} Answer anew." if reason else ""
        return [{"role": "system", "content": self.text}, {"role": "user", "content": fenced + again}]


@cache
def prompt(name: str) -> Prompt:
    """Return a task's prompt."""
    _, front, text = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    values = yaml.safe_load(front)
    return Prompt(values["name"], values["version"], values["max_tokens"], values["schema"], text.strip())
