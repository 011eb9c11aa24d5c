"""The commands of an installation say in French what is wrong and end with a code."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from maillage.accounts.models import User
from maillage.cli import COMMANDS, main
from maillage.cli.createadmin import create
from tests.platform.installations import PASSWORD, Installation, on_sqlite


@pytest.fixture
def site(tmp_path: Path) -> Installation:
    """An installation that nobody prepared."""
    return on_sqlite(tmp_path / "site")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in COMMANDS if f"\n    {name}" not in shown] == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MAILLAGE_SECRET_KEY", "too short"),
        ("MAILLAGE_HOSTS", ""),
        ("MAILLAGE_DEBUG", "maybe"),
        ("MAILLAGE_DATABASE", "mysql://somewhere/else"),
        ("MAILLAGE_LOG_LEVEL", "LOUD"),
        ("MAILLAGE_MAIL_PORT", "-1"),
        ("MAILLAGE_SECRET_KEY_FILE", "/nowhere/key"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(site: Installation, variable: str, value: str) -> None:
    done = site.maillage("check", **{variable: value})
    assert done.returncode == 1
    assert done.stderr.startswith("Réglages refusés")
    assert variable.removesuffix("_FILE") in done.stderr


def test_an_installation_that_nobody_prepared_is_told_what_to_do(site: Installation) -> None:
    done = site.maillage("check")
    assert done.returncode == 1
    assert "ok          base de données" in done.stdout
    assert "lancez « maillage migrate »" in done.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize("command", [["serve"], ["createadmin", "ana@plan.example"]])
def test_nothing_runs_on_a_database_that_is_behind(site: Installation, command: list[str]) -> None:
    done = site.maillage(*command)
    assert (done.returncode, "migration(s)" in done.stderr) == (1, True)


def test_serving_on_a_taken_port_is_refused(site: Installation) -> None:
    site.tables()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = site.maillage("serve", "--port", port)
    assert (done.returncode, f"Le port {port} est déjà pris" in done.stderr) == (1, True)


def test_asking_a_site_that_is_not_running_fails(site: Installation) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        done = site.maillage("check", "--live", "--port", str(free.getsockname()[1]))
    assert (done.returncode, "ne répond pas" in done.stderr) == (1, True)


def test_the_settings_of_production_pass_the_deployment_checks(site: Installation) -> None:
    done = site.run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [["check"], ["migrate"], ["backup", "never.tar.gz"]])
def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"postgresql://maillage:secret@127.0.0.1:{free.getsockname()[1]}/maillage"
        done = Installation(tmp_path, nowhere).maillage(*command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stdout + done.stderr
    assert done.stderr or "elle ne répond pas" in done.stdout


@pytest.mark.django_db
def test_an_administrator_can_sign_in_at_once() -> None:
    create("ana@plan.example", "Ana", PASSWORD)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.check_password(PASSWORD)) == (True, True, True)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password"),
    [("ana", PASSWORD), ("ana@plan.example", "court"), ("taken@plan.example", PASSWORD)],
)
def test_an_administrator_is_refused(email: str, password: str) -> None:
    User.objects.create_user("taken@plan.example")
    with pytest.raises(ValidationError):
        create(email, "", password)
    assert User.objects.count() == 1
