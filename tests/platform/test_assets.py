"""The front-end files: what is kept of the packages, and how it is served."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from pytest_django import Settings

from tools import assets, stamps

FACE = "/* source-sans-3-{name}-wght-normal */\n@font-face {{\n  src: url(./files/{name}.woff2);\n}}\n"


def test_only_the_alphabets_of_french_are_kept() -> None:
    css = "".join(FACE.format(name=name) for name in ("cyrillic", "greek-ext", "latin-ext", "latin"))
    kept = "".join(assets.font_faces(css))
    assert re.findall(r"files/([\w-]+)", kept) == ["latin-ext", "latin"]


@pytest.mark.parametrize(
    "last", ["/*# sourceMappingURL=x.min.css.map */", "//# sourceMappingURL=x.min.js.map"]
)
def test_a_reference_to_a_source_map_is_dropped_and_nothing_else(tmp_path: Path, last: str) -> None:
    source = tmp_path / "source"
    source.write_text(f"a{{color:red}}\n{last}\n")
    assets.copy_text(source, tmp_path / "folder" / "target")
    assert (tmp_path / "folder" / "target").read_text() == "a{color:red}\n"


def test_a_second_build_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assets.build()
    monkeypatch.setattr(assets, "install", lambda: pytest.fail("npm ran again"))
    assets.build()
    assert assets.ready()


def test_a_machine_without_node_uses_the_npm_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "npm").touch()
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert assets.npm() == [str(tmp_path / "npm")]


def test_a_stamp_changes_with_the_content_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    before = stamps.digest([file])
    file.write_text("one")
    one = stamps.digest([file])
    file.write_text("two")
    assert len({before, one, stamps.digest([file]), stamps.digest([file], "word")}) == 4


@pytest.mark.parametrize("name", ["bootstrap.min.css", "htmx.min.js", "source-sans-3/index.css"])
def test_pages_can_name_the_file(name: str) -> None:
    assert finders.find(f"vendor/{name}")


def test_every_file_served_has_a_hashed_name_and_stylesheets_use_it(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": f"{ManifestStaticFilesStorage.__module__}.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    font = (tmp_path / paths["vendor/source-sans-3/index.css"]).read_text()
    named = re.findall(r'url\("\./(files/[^"]+)"\)', font)
    assert len(named) == 4
    for name in named:
        assert re.search(r"\.[0-9a-f]{12}\.woff2$", name)
        assert (tmp_path / "vendor/source-sans-3" / name).is_file()
