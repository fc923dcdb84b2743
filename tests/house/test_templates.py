"""The fragment rules: a block can be served alone, so it must stand alone."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def parse(app, name):
    return app.jinja_env.parse((TEMPLATES / name).read_text())


@pytest.mark.parametrize("name", PAGES)
def test_pages_import_inside_blocks(app, name):
    lines = parse(app, name).body
    if any(isinstance(line, nodes.Extends) for line in lines):
        loose = (nodes.Import, nodes.FromImport, nodes.Assign)
        assert [line for line in lines if isinstance(line, loose)] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_block_hides_behind_an_if(app, name):
    tests = parse(app, name).find_all(nodes.If)
    assert [block.name for test in tests for block in test.find_all(nodes.Block)] == []


@pytest.mark.parametrize("name", PAGES)
def test_block_element_and_target_share_one_name(name):
    source = (TEMPLATES / name).read_text()
    for target in set(re.findall(r'(?:hx-)?target="#?([a-z]\w*)"', source)):
        block = re.search(rf"{{% block {target} (?:scoped )?%}}(.*?){{% endblock", source, re.S)
        assert block, f"no block named {target}"
        assert f'id="{target}"' in block[1]


@pytest.mark.parametrize("name", PAGES)
def test_templates_stay_small_and_free_of_inline_code(name):
    source = (TEMPLATES / name).read_text()
    assert source.count("\n") <= 120
    assert not re.search(r'\s(style|on\w+)="|<style|\|\s*safe', source)
