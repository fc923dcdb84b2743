"""Imports go downstairs only, files stay small, one commit in the house."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
ROOMS = ("adapters", "bench", "blueprints", "cli", "demo", "domain", "jobs", "web", "tests")
# One file on purpose: it is handed out alone, to be read and run by anyone.
WHOLE = {ROOT / "domain/proof/verifier.py": 430}
FILES = sorted([p for room in ROOMS for p in (ROOT / room).rglob("*.py")] + list(ROOT.glob("*.py")))


def test_imports_go_downstairs_only():
    """In a process of its own: the linter silences every logger that is there."""
    said = run([".venv/bin/lint-imports", "--no-cache"])
    assert said.returncode == 0, said.stdout[-2000:]


def run(command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    source = path.read_text()
    assert source.count("\n") <= WHOLE.get(path, 300)
    for node in ast.walk(ast.parse(source)):
        # A demo story is one literal: cutting it in pieces would not make it shorter to read.
        if isinstance(node, ast.FunctionDef) and path.parent.name != "demo":
            assert node.end_lineno - node.lineno < 35, node.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_import_hides_in_a_function(path):
    if path.is_relative_to(ROOT / "tests"):
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            hidden = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert hidden == [], node.name


def test_one_commit_in_the_house():
    product = [p for p in FILES if not p.is_relative_to(ROOT / "tests")]
    commits = [p.name for p in product if re.search(r"\.commit\(\)", p.read_text())]
    assert commits == ["unit_of_work.py"]


def test_no_drawers():
    names = {p.stem for p in FILES}
    assert not names & {"utils", "helpers", "misc", "common", "manager"}


def test_the_style_holds():
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."]):
        answer = run([f".venv/bin/{command[0]}", *command[1:]])
        assert answer.returncode == 0, answer.stdout[-2000:]
