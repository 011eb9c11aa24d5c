"""The image, the composition and the public description hold together."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from maillage.cli import COMMANDS
from tests.architecture.sources import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
PUBLIC: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile: name and arguments, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    lines = [line.partition(" ") for line in joined.splitlines() if line.strip()]
    return [(name, rest) for name, _, rest in lines]


def test_the_image_runs_without_privileges_and_watches_itself() -> None:
    last = instructions(DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :])
    users = [rest for name, rest in last if name == "USER"]
    assert users == ["10001"]
    assert any(name == "HEALTHCHECK" and "check" in rest for name, rest in last)


def test_the_image_copies_only_what_the_context_lets_in() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    allowed = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = [
        rest.split()[:-1]
        for name, rest in instructions(DOCKERFILE)
        if name == "COPY" and "--from" not in rest
    ]
    names = {name.split("/")[0] for names in copied for name in names}
    assert names <= allowed
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_base_image_has_a_version() -> None:
    images = [rest.split()[0] for name, rest in instructions(DOCKERFILE) if name == "FROM"]
    images += [service["image"] for service in COMPOSE["services"].values() if "build" not in service]
    assert [image for image in images if not re.search(r":[\w.-]*\d[\w.-]*$", image)] == []


@pytest.mark.parametrize("service", ["migrate", "web"])
def test_a_service_of_the_application_is_confined(service: str) -> None:
    described = COMPOSE["services"][service]
    assert described["read_only"] is True
    assert described["cap_drop"] == ["ALL"]
    assert set(described["secrets"]) <= set(COMPOSE["secrets"])


def test_the_composition_runs_commands_that_exist() -> None:
    command = COMPOSE["services"]["migrate"]["command"]
    assert command[0] == "maillage"
    assert command[1] in COMMANDS


def test_the_site_waits_for_its_tables_and_listens_only_on_this_machine() -> None:
    web = COMPOSE["services"]["web"]
    assert web["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert [port for port in web["ports"] if not port.startswith("127.0.0.1:")] == []


def test_secrets_never_enter_the_repository_nor_the_image() -> None:
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[0] == "*"


def test_the_public_description_has_what_its_standard_asks_for() -> None:
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert required | {"description", "legal", "maintenance", "localisation"} <= set(PUBLIC)
    french = PUBLIC["description"]["fr"]
    assert len(french["shortDescription"]) <= 150
    assert 150 <= len(french["longDescription"]) <= 10_000
    assert PUBLIC["legal"]["license"] == "Apache-2.0"


def test_every_place_says_the_same_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    versions = re.findall(r'^version = "(.+)"$', project, re.MULTILINE)
    package = yaml.safe_load((ROOT / "package.json").read_text(encoding="utf-8"))
    assert versions == [package["version"]] == [PUBLIC["softwareVersion"]]
