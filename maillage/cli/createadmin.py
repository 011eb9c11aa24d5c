"""``maillage createadmin``: open the account of a platform administrator."""

from __future__ import annotations

import argparse
import getpass
import os

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say

PASSWORD = "MAILLAGE_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable, not a password


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("createadmin", help="ouvrir un compte d’administration")
    parser.add_argument("email", metavar="ADRESSE", help="adresse e-mail de la personne")
    parser.add_argument("--name", metavar="NOM", default="", help="nom affiché")
    parser.epilog = f"Le mot de passe est demandé, ou lu dans {PASSWORD}."
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:
    """Create the account, its address confirmed; 1 with a sentence when something is refused."""
    from django.core.exceptions import ValidationError

    if late := behind():
        return refuse(late)
    try:
        create(arguments.email.strip().lower(), arguments.name, _password())
    except ValidationError as error:
        return refuse("Compte non créé\u00a0: " + " ".join(error.messages))
    say(f"Compte d’administration ouvert pour {arguments.email}.")
    return 0


def create(email: str, name: str, password: str) -> None:
    """Write the account and its confirmed address in one transaction.

    Raises ValidationError on a taken or malformed address and on a weak password.
    """
    from allauth.account.models import EmailAddress
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction

    from maillage.accounts.models import User

    validate_email(email)
    if User.objects.filter(email=email).exists():
        raise ValidationError("Cette adresse a déjà un compte.")
    validate_password(password, User(email=email, full_name=name))
    with transaction.atomic():
        user = User.objects.create_superuser(email, password, full_name=name)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def _password() -> str:
    from django.core.exceptions import ValidationError

    if given := os.environ.get(PASSWORD):
        return given
    typed = getpass.getpass("Mot de passe\u00a0: ")
    if typed != getpass.getpass("Encore une fois\u00a0: "):
        raise ValidationError("Les deux saisies diffèrent.")
    return typed
