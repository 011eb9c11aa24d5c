"""People, organisations, workspaces. Every account has a proved address and the same password."""

from __future__ import annotations

import factory
from allauth.account.models import EmailAddress

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Membership, Organisation, User, Workspace

PASSWORD = "un mot de passe de douze lettres"


class AddressFactory(factory.django.DjangoModelFactory[EmailAddress]):
    """The address of a user, proved, as an invitation does."""

    class Meta:
        model = EmailAddress

    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class UserFactory(factory.django.DjangoModelFactory[User]):
    """``UserFactory(full_name="Inès Morvan")``; ``UserFactory(is_admin=True)`` for the platform."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        is_admin = factory.Trait(is_staff=True, is_superuser=True)

    full_name = factory.Sequence(lambda n: f"Personne {n}")
    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    password = factory.django.Password(PASSWORD)

    address = factory.RelatedFactory(AddressFactory, "user")


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """An association unless told otherwise."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Association {n}")
    kind = OrganisationKind.ASSOCIATION


class WorkspaceFactory(factory.django.DjangoModelFactory[Workspace]):
    """An empty workspace: nobody in it."""

    class Meta:
        model = Workspace


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """Somebody new, reading, in a new workspace."""

    class Meta:
        model = Membership

    workspace = factory.SubFactory(WorkspaceFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.READING
