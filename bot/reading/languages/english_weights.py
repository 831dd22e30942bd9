"""What each sign weighs, learned from the training data by `make learn`; see bot/edges/site/methodology.md."""

from __future__ import annotations

from importlib.resources import files

from bot.reading.speakers.logit import Weights


def _tables() -> dict[str, Weights]:
    """Return the tables of english_weights.tsv: a table's name, a sign and its weight a line."""
    tables: dict[str, Weights] = {}
    for line in (files(__package__) / "english_weights.tsv").read_text(encoding="utf-8").splitlines():
        table, sign, weight = line.split("\t")
        tables.setdefault(table, Weights())[sign] = float(weight)
    return tables


_TABLES = _tables()
WHO, HE_OR_SHE = _TABLES["WHO"], _TABLES["HE_OR_SHE"]
