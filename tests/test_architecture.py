from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "bot").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_is_over_350_lines() -> None:
    """No source file is longer than 350 lines."""
    long = {named(path): lines for path in SOURCES if (lines := len(path.read_text().splitlines())) > 350}
    assert long == {}


def test_nine_functions_of_ten_are_under_30_lines() -> None:
    """At least 90 % of all functions have fewer than 30 lines."""
    sizes = [(node.end_lineno or 0) - node.lineno + 1 for path in SOURCES for node in functions(path)]
    assert sum(size < 30 for size in sizes) / len(sizes) >= 0.9


def test_the_glossary_names_what_there_is() -> None:
    """Each term that the glossary sets as a class is one, and stands there once."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = page.split("## Glossary", 1)[1].split("\n## ", 1)[0].splitlines()
    terms = [term for row in rows if row.startswith("| ") for term in re.findall(r"`([A-Z]\w+)`", row.split("|")[1])]
    sources = [path.read_text(encoding="utf-8") for path in SOURCES]
    classes = {name for source in sources for name in re.findall(r"^class (\w+)", source, re.MULTILINE)}
    assert len(terms) > 20
    assert set(terms) <= classes
    assert len(terms) == len(set(terms))


def calls(name: str) -> set[str]:
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name == getattr(node.func, "id", getattr(node.func, "attr", "")):
                found.add(named(path))
    return found


def test_only_the_gate_and_the_rows_make_quotes() -> None:
    """`Quote(` stands in the gate and where stored rows are read back, nowhere else."""
    assert calls("Quote") == {"bot/reading/gate.py", "bot/edges/stores/rows.py"}


def test_only_blocks_makes_quotations() -> None:
    """`Quotation(` stands in briefing/blocks.py only, so that no message can hold a bare fragment."""
    assert calls("Quotation") == {"bot/briefing/blocks.py"}


@pytest.mark.parametrize("path", TESTS, ids=named)
def test_every_test_states_its_fact(path: Path) -> None:
    """Each test has a docstring that says what it proves."""
    silent = [node.name for node in functions(path) if node.name.startswith("test_") and not ast.get_docstring(node)]
    assert silent == []


def test_no_room_is_named_for_nothing() -> None:
    """No module or class is called utils, helper, manager, base, service or impl."""
    empty = re.compile(r"(?i)^(utils?|helpers?|.*(Manager|Helper|Utils|Abstract|Service|Impl))$")
    names = [path.stem for path in SOURCES]
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names += [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert [name for name in names if empty.match(name)] == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """Each package that bot/ imports is a dependency or an extra; each of these is imported, two aside."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["charts"]]
    names = {distribution(re.split(r"[\[<>=]", each)[0]) for each in wanted}
    owners = packages_distributions()
    imported = {distribution(owner) for name in imports() for owner in owners.get(name, ())} - {"onrecord"}
    assert imported - names == set()
    assert names - imported == {"psycopg", "tzdata"}  # SQLAlchemy finds the driver, zoneinfo the zones


def imports() -> set[str]:
    """Return the first part of every name of a module that bot/ imports."""
    found = set()
    for node in (node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def distribution(name: str) -> str:
    """Return a distribution's name as all of its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_command_is_in_the_readme() -> None:
    """The README names every chat command and every command of the command line."""
    from bot.cli.app import app
    from bot.commands.catalogue import SHOWN

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    own = [info.name or (info.callback.__name__ if info.callback else "") for info in app.registered_commands]
    missing = [name for name in [*(command.name for command in SHOWN), *own] if f"`{name}" not in readme]
    assert missing == []


def test_the_manifest_in_deploy_is_what_the_command_prints() -> None:
    """deploy/slack-manifest.yaml is what `onrecord manifest slack` prints, so nobody edits it by hand."""
    from bot.commands.catalogue import SHOWN
    from bot.edges.platforms.slack.manifest import manifest

    assert (ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8") == manifest(SHOWN)


def test_every_setting_is_in_the_readme() -> None:
    """The README's table names every setting."""
    from bot.config import Settings

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"`{name}`" not in readme] == []


def test_every_setting_and_secret_is_in_the_example_of_the_environment() -> None:
    """deploy/env.example names every setting and every secret, so that an operator sees all there are."""
    from bot.config import Secrets, Settings

    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    names = [f"ONRECORD_{name.upper()}=" for name in (*Settings.model_fields, *Secrets.model_fields)]
    assert [name for name in names if f"\n#{name}" not in example] == []


def test_nothing_but_the_program_goes_into_an_image() -> None:
    """The image's context shuts everything out and lets the program in by name: no secret, ledger or history."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    allowed = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert allowed == {"bot", "prompts", "pyproject.toml", "README.md", "LICENSE", "requirements.lock"}
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", (ROOT / "deploy" / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert {name for line in copied for name in line.split()} == allowed
