"""Who takes part: people with fixed rights, and the bodies that they speak for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import User
from maillage.accounts.notifications import Letter
from maillage.accounts.operations.invitations import accept_invitation, invite
from maillage.accounts.operations.organisations import NewOrganisation
from maillage.accounts.operations.people import open_account
from maillage.accounts.operations.standing import Standing

if TYPE_CHECKING:
    from maillage.conventions.models import Convention

DOMAIN = "aubrelande.example"
PASSWORD = "bienvenue-en-aubrelande"  # noqa: S105 - told to everyone, on invented data only

COMMUNITY = NewOrganisation("Communauté de communes du Pays d’Aubrelande", OrganisationKind.LOCAL_AUTHORITY)
CAF = NewOrganisation("CAF de Luze-et-Brume", OrganisationKind.CAF)
CENTRE = NewOrganisation("Centre social La Passerelle", OrganisationKind.ASSOCIATION)
NEIGHBOUR = NewOrganisation("Communauté de communes du Val d’Orvain", OrganisationKind.LOCAL_AUTHORITY)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast; ``pilots`` is the label under which fiches name them."""

    login: str
    name: str
    role: Role
    organisation: NewOrganisation
    function: str
    pilots: str = ""

    @property
    def email(self) -> str:
        """The address that signs in."""
        return f"{self.login}@{DOMAIN}"


ADMIN = f"admin@{DOMAIN}"
COORDINATOR = Person(
    "coordination", "Maëlle Torvic", Role.COORDINATION, COMMUNITY, "Coordinatrice CTG", "Coordinatrice CTG"
)
YOUTH = Person(
    "jeunesse",
    "Ilan Brézac",
    Role.PILOT,
    COMMUNITY,
    "Directeur enfance-jeunesse",
    "Directeur enfance-jeunesse",
)
CHILDCARE = Person("rpe", "Solveig Nardin", Role.PILOT, COMMUNITY, "Responsable du RPE", "Responsable du RPE")
FAMILIES = Person(
    "familles",
    "Oriane Castel",
    Role.PILOT,
    CENTRE,
    "Référente familles",
    "Référente familles du centre social",
)
ELECTED = Person(
    "elue",
    "Hermance Duvallon",
    Role.ELECTED,
    COMMUNITY,
    "Vice-présidente petite enfance",
    "Vice-présidente petite enfance",
)
ADVISER = Person("caf", "Basile Thorel", Role.ADVICE, CAF, "Conseiller technique territorial")
READER = Person("lecture", "Cléo Marsandre", Role.READING, CENTRE, "Présidente du centre social")
NEIGHBOUR_COORDINATOR = Person(
    "voisine", "Judith Orvaline", Role.COORDINATION, NEIGHBOUR, "Chargée de coopération"
)

AUBRELANDE_CAST = (COORDINATOR, YOUTH, CHILDCARE, FAMILIES, ELECTED, ADVISER, READER)
NEIGHBOUR_CAST = (NEIGHBOUR_COORDINATOR,)
EVERYONE = (*AUBRELANDE_CAST, *NEIGHBOUR_CAST)


def open_accounts() -> dict[str, User]:
    """Everyone's account, by address, all with the password of the demo."""
    admin = open_account(email=ADMIN, full_name="Administration", is_admin=True, by=None)
    users = {ADMIN: admin}
    for person in EVERYONE:
        users[person.email] = open_account(email=person.email, full_name=person.name, by=admin)
    # Hashed once: slow hashing, made against thieves, protects nothing here.
    hashed = make_password(PASSWORD)
    for user in users.values():
        user.password = hashed
        user.save(update_fields=["password"])
    return users


def gather(convention: Convention, cast: tuple[Person, ...], users: dict[str, User], by: User) -> None:
    """Invite each of ``cast``, who accepts at once."""
    letter = Letter(place=convention.name, link=lambda token: token)
    for person in cast:
        standing = Standing(person.role, person.organisation, person.function)
        _, token = invite(
            workspace_id=convention.pk, email=person.email, standing=standing, letter=letter, by=by
        )
        accept_invitation(token=token, user=users[person.email])
