from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing.export import COLUMNS, as_csv, as_json, as_markdown, cell, exported, uncelled
from bot.errors import BadSetting
from tests.unit.building import article, filed, quote

KEPT = filed(quote(article("“The road, “ours”,\tstays open,” Kovač said."), "The road, “ours”,\tstays open,"), "roads")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1", "'=1", " -x"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A cell that a spreadsheet would run begins with a ', and comes back without it."""
    assert cell(text) == f"'{text}"
    assert uncelled(cell(text)) == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_cells_come_back_as_they_were(text: str) -> None:
    """Any text survives its cell, and never begins with a sign that starts a formula."""
    assert uncelled(cell(text)) == text
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@"))


def test_csv_and_json_hold_the_same_record() -> None:
    """Both have every column and the exact words."""
    (row,) = csv.DictReader(io.StringIO(as_csv([KEPT]), newline=""))
    (record,) = json.loads(as_json([KEPT]))
    assert list(row) == list(record) == COLUMNS
    assert row["quote"] == record["quote"] == KEPT.quote.text
    assert record["topics"] == ["roads"]
    assert row["reported_on"] == record["reported_on"] == "2025-02-14"
    assert record["said_on"] is None


def test_markdown_shows_marks_as_they_are() -> None:
    """Signs of Markdown in feed text are escaped and an address cannot leave its brackets."""
    source = article("“*bold* [x](y)” she said.", title="A [title](z)", url="https://a.example/>)<b> x")
    found = as_markdown([filed(quote(source, "*bold* [x](y)"))])
    assert r"\*bold\* \[x\]" in found
    assert "(<https://a.example/%3E)%3Cb%3E%20x>)" in found


@pytest.mark.parametrize(
    ("kind", "name"), [("csv", "csv"), ("", "csv"), ("MD", "md"), ("markdown", "md"), ("json", "json")]
)
def test_a_file_has_its_name_and_kind(kind: str, name: str) -> None:
    """The file is named for what was asked and holds UTF-8."""
    file = exported([KEPT], kind, total=1, name="Nato & co").file
    assert file is not None
    assert file.name == f"onrecord-nato-co.{name}"
    assert "road" in file.content.decode()


def test_what_is_left_out_is_said() -> None:
    """More matches than the file holds, none at all, and an unknown format are told in words."""
    assert "The file holds the newest 1 quote; more match." in str(exported([KEPT], "csv", total=12_400).blocks)
    assert exported([], "csv", total=0).empty
    with pytest.raises(BadSetting, match="Formats: csv, json, md"):
        exported([KEPT], "pdf", total=1)
