"""The ES modules of the browser: how they are put together into one script, and that each of them loads."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

from data.text.normalize import folding_tables
from ui.session.components import HTML, SAME
from web import assets, modules

MODULES = sorted(path.relative_to(assets.WEB).as_posix() for path in assets.WEB.rglob("*.js"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty web/ for modules of the test's own."""
    monkeypatch.setattr(modules, "WEB", tmp_path)
    monkeypatch.setattr(modules, "bundle", modules.bundle.__wrapped__)
    (tmp_path / "lib").mkdir()
    return tmp_path


def run(script: str, expression: str) -> object:
    """What an expression makes after a script."""
    return MiniRacer().eval(f"{script}\n;{expression}")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_loads_by_itself_and_does_nothing_until_it_is_called(module: str) -> None:
    names = modules.EXPORTED.findall(modules.source(module))
    assert names, "a module that exports nothing is of no use to another"
    kinds = run(modules.bundle(module), f"[{', '.join(f'typeof {name}' for name in names)}].join()")
    assert "undefined" not in str(kinds)


def test_every_module_is_of_use_to_the_app_or_to_the_exported_file() -> None:
    entries = (*modules.APP, modules.FILE, modules.SPEAKER)
    used = {module for entry in entries for module in modules.graph(entry)} - modules.TABLES.keys()
    assert sorted(used) == MODULES


def test_no_two_modules_give_one_name_to_different_things() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in modules.DECLARED.findall(modules.source(module)):
            homes[name].append(module)
    shared = {name: found for name, found in homes.items() if len(found) > 1}
    exported = {name for module in MODULES for name in modules.EXPORTED.findall(modules.source(module))}
    assert {name: found for name, found in shared.items() if name in exported} == {}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_it_uses(module: str) -> None:
    text = modules.IMPORT.sub("", modules.source(module))
    for other, names in modules.imported_names(module).items():
        assert [name for name in names if not re.search(rf"\b{name}\b", text)] == [], other


def test_the_app_mounts_every_component_that_python_names() -> None:
    found = str(run(modules.bundle(*modules.APP), "Object.keys(components).join()")).split(",")
    assert sorted(found) == sorted(HTML.keys() - SAME.keys())


def test_what_the_app_gets_exports_what_the_entry_exports() -> None:
    script = modules.as_module(*modules.APP)
    assert script.rstrip().endswith(
        "export { components, fetchLater, keepScript, watchFirstPage, plain, translated, speakWidgets };"
    )
    assert not re.search(r"^import\b", script, re.M)


def test_the_tables_come_from_python() -> None:
    assert (
        run(modules.bundle("search/tables.js"), "FOLDING.letters['ة']")
        == folding_tables()["letters"]["ة"]
        == "ه"
    )


def test_a_module_stands_once_and_after_what_it_imports(folder: Path) -> None:
    (folder / "lib/one.js").write_text("export const ONE = 1;\n")
    (folder / "lib/two.js").write_text('import { ONE } from "./one.js";\n\nexport const TWO = ONE + 1;\n')
    (folder / "main.js").write_text(
        'import {\n  ONE,\n} from "./lib/one.js";\nimport { TWO } from "./lib/two.js";\n\n'
        "const both = () => ONE + TWO;\nexport function sum() { return both(); }\n"
    )
    assert modules.graph("main.js") == ["lib/one.js", "lib/two.js", "main.js"]
    assert run(modules.bundle("main.js"), "sum()") == 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            'import { ONE } from "./lib/one.js";\nconst ONE = 2;\n',
            "ONE is declared in lib/one.js and in main.js",
        ),
        ('import { ONE } from "./lib/one.js";\nasync function ONE() {}\n', "ONE is declared in"),
        ('import { TWO } from "./lib/one.js";\n', "main.js imports TWO, which lib/one.js does not export"),
        ('import { hidden } from "./lib/one.js";\n', "which lib/one.js does not export"),
        ('import { A } from "./main.js";\nexport const A = 1;\n', "main.js imports main.js"),
        ('import * as one from "./lib/one.js";\n', "main.js: import"),
        ('import { ONE as one } from "./lib/one.js";\n', "imports as, one"),
        ("export default function () {}\n", "main.js: export default"),
        ('export { ONE } from "./lib/one.js";\n', "main.js: export"),
    ],
)
def test_what_it_does_not_understand_is_refused(folder: Path, text: str, complaint: str) -> None:
    (folder / "lib/one.js").write_text("const hidden = 0;\nexport const ONE = 1;\n")
    (folder / "main.js").write_text(text)
    with pytest.raises(ValueError, match=re.escape(complaint)):
        modules.bundle("main.js")


# keys of a story

KEYS = [
    ({"key": "ArrowRight"}, "next", "back"),
    ({"key": "ArrowLeft"}, "back", "next"),
    ({"key": " "}, "next", "next"),
    ({"key": "PageUp"}, "back", "back"),
    ({"key": "Home"}, "first", "first"),
    ({"key": "End"}, "last", "last"),
    ({"key": "Escape"}, "leave", "leave"),
    ({"key": "."}, "blank", "blank"),
    ({"key": "n", "code": "KeyN"}, "notes", "notes"),
    ({"key": "ى", "code": "KeyN"}, "notes", "notes"),
    ({"key": "لا", "code": "KeyB"}, "blank", "blank"),
    ({"key": "b"}, "blank", "blank"),
    ({"key": "م", "code": "KeyL"}, "languages", "languages"),
    ({"key": "f", "code": "KeyF", "ctrlKey": True}, None, None),
    ({"key": "x", "code": "KeyX"}, None, None),
    ({"key": "Tab", "code": "Tab"}, None, None),
]


@pytest.mark.parametrize(("key", "english", "arabic"), KEYS, ids=[str(key) for key, *_ in KEYS])
def test_a_key_means_the_same_in_the_app_and_in_the_file(
    key: dict[str, object], english: str | None, arabic: str | None
) -> None:
    script, event = modules.bundle("stage/story_keys.js"), {"target": {}, **key}
    for lang, meant in (("en", english), ("ar", arabic)):
        assert run(script, f"storyKey({event!r}, '{lang}') ?? ''".replace("True", "true")) == (meant or "")


@pytest.mark.parametrize(
    ("css", "key", "meant"), [("button", " ", ""), ("button", "ArrowRight", "next"), ("input", "n", "")]
)
def test_a_key_that_the_focus_takes_means_nothing(css: str, key: str, meant: str) -> None:
    event = f"{{ key: '{key}', target: {{ closest: (asked) => asked.includes('{css}') || null }} }}"
    assert run(modules.bundle("stage/story_keys.js"), f"storyKey({event}, 'en') ?? ''") == meant
