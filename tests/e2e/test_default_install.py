"""What people install: the program runs with the packages of requirements.lock alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMPORT_ALL = """
from importlib import import_module
from pkgutil import walk_packages
import bot
for each in walk_packages(bot.__path__, "bot."):
    if each.name != "bot.__main__" and ".migrations." not in each.name:
        import_module(each.name)
        print(each.name)
"""


def plain(name: str) -> str:
    """Return a distribution's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def absent() -> set[str]:
    """Return what can be imported here and not where requirements.lock alone is installed."""
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    there = packages_distributions().items()
    return {name for name, owners in there if not {"onrecord", *locked} & set(map(plain, owners))}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which Python finds nothing that requirements.lock does not bring."""
    blocked = f"import sys\nsys.modules.update(dict.fromkeys({sorted(absent())!r}))\n"
    (tmp_path / "sitecustomize.py").write_text(blocked, encoding="utf-8")
    return os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "XDG_CACHE_HOME": str(tmp_path)}


def python(environment: dict[str, str], *words: str) -> str:
    """Return what a new Python prints."""
    program = [sys.executable, *words]
    where = environment["XDG_CACHE_HOME"]
    done = subprocess.run(program, env=environment, cwd=where, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_tests_packages_are_not_there(environment: dict[str, str]) -> None:
    """The environment of this file has neither pytest nor matplotlib."""
    assert {"pytest", "matplotlib", "mypy"} <= absent()
    assert "None None" in python(
        environment, "-c", "import sys; print(*map(sys.modules.get, ('pytest', 'matplotlib')))"
    )


def test_every_module_is_imported(environment: dict[str, str]) -> None:
    """No module of ours asks for a package that the default install does not bring."""
    modules = python(environment, "-c", IMPORT_ALL).split()
    assert {"bot.edges.platforms.kit.picture", "bot.cli.doctor", "bot.running"} <= set(modules)


def test_the_demo_runs_and_doctor_says_how_to_have_pictures(environment: dict[str, str]) -> None:
    """The newswire is read and asked; doctor says that charts are text, and what draws pictures."""
    assert "21 quotes" in python(environment, "-m", "bot", "--demo", "who-said", "nato")
    said = subprocess.run(
        [sys.executable, "-m", "bot", "--demo", "doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert "text, where a platform draws none itself; for pictures run `make charts`" in said.stdout
