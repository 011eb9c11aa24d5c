"""The library of usual indicators, with their definitions: to pick from, never imposed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from maillage.conventions.counting.gauge import Gauge
from maillage.conventions.enums import Direction, Frequency, MeasureType
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

CHILDHOOD, PARENTS, YOUTH, RIGHTS, LIFE, RUNNING = (
    "Petite enfance",
    "Parentalité",
    "Enfance et jeunesse",
    "Situation des familles",
    "Vie sociale et habitants",
    "Conduite de la CTG",
)


@dataclass(frozen=True)
class Standard:
    """An indicator of the library. ``traps``: what makes two figures not comparable, a sentence each.

    ``unlimited``: a rate that may pass 100 % without being wrong. ``index``: a level, which has no sum.
    ``cumulative``: each value is the total since the start.
    ``territory``: it tells of the whole territory, so that two fiches which carry it tell the same figure.
    ``defined_by``: the body whose definition it is; empty for what is only customary.
    """

    code: str
    label: str
    theme: str
    definition: str
    source: str
    measure: MeasureType = MeasureType.NUMBER
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    traps: tuple[str, ...] = ()
    direction: str = Direction.UP
    frequency: Frequency = Frequency.YEAR
    unlimited: bool = False
    index: bool = False
    cumulative: bool = False
    territory: bool = False
    defined_by: str = ""
    words: str = ""
    """Other words that people look for it by."""

    @property
    def gauge(self) -> Gauge:
        """How it is counted."""
        return Gauge(
            self.measure, self.unit, index=self.index, unlimited=self.unlimited, cumulative=self.cumulative
        )

    @cached_property
    def searched(self) -> str:
        """What a search looks in."""
        return fold(" ".join((self.label, self.theme, self.definition, self.words)))


def find(text: str = "") -> list[Standard]:
    """Those whose words all begin one of their own, best named first; the whole library for nothing."""
    wanted = fold(text[:200]).split()
    if not wanted:
        return list(LIBRARY.values())
    found = [one for one in LIBRARY.values() if _has(one.searched, wanted)]
    return sorted(found, key=lambda one: not _has(fold(one.label), wanted))


def _has(text: str, wanted: Iterable[str]) -> bool:
    words = f" {text.replace(chr(39), ' ').replace('(', ' ').replace('-', ' ')}"
    return all(f" {word}" in words for word in wanted)


def get(code: str) -> Standard | None:
    """The one of that code."""
    return LIBRARY.get(code)


def is_unlimited(code: str) -> bool:
    """Whether its rates may pass 100 %."""
    found = LIBRARY.get(code)
    return found is not None and found.unlimited


def is_index(code: str) -> bool:
    """Whether its values are levels, which have no sum."""
    found = LIBRARY.get(code)
    return found is not None and found.index


_RATE = MeasureType.RATE
_MANAGERS = "Gestionnaires des structures"

_ALL = (
    Standard(
        "couverture-pe", "Taux de couverture en accueil du jeune enfant", CHILDHOOD,
        "Places qu’offrent à un moment donné les modes d’accueil formels (crèches, assistantes maternelles "
        "en activité, garde à domicile, école à 2 ans), pour 100 enfants de moins de 3 ans.",
        "data.caf.fr, jeux txcouv_pe et nbpla_pe (CNAF)", _RATE, "%",
        "Places théoriques des modes d’accueil formels", "Enfants de moins de 3 ans",
        (
            "Une place n’est pas un enfant accueilli : le taux peut dépasser 100 %.",
            "Le niveau communal n’est publié qu’au-dessus de 10 000 habitants : la base est l’EPCI.",
            "On compte les assistantes maternelles qui accueillent, pas toutes celles qui sont agréées.",
            "La série historique et la série courante diffèrent sur leur année commune : garder la courante.",
        ),
        unlimited=True, territory=True, defined_by="CNAF et ONAPE", words="creche places garde offre",
    ),
    Standard(
        "occupation-facture", "Taux d’occupation facturé des crèches", CHILDHOOD,
        "Heures facturées aux familles, rapportées aux heures que les places ouvertes permettent.",
        f"{_MANAGERS}, déclarations à la CAF", _RATE, "%", "Heures facturées",
        "Heures théoriques (places × heures d’ouverture)",
        (
            "À ne pas confondre avec le taux d’occupation réel : le numérateur n’est pas le même.",
            "Entre plusieurs crèches, on divise la somme des heures par la somme des capacités.",
        ),
        unlimited=True, defined_by="CNAF", words="eaje multi-accueil remplissage",
    ),
    Standard(
        "occupation-reel", "Taux d’occupation réel des crèches", CHILDHOOD,
        "Heures de présence des enfants, rapportées aux heures que les places ouvertes permettent.",
        f"{_MANAGERS}, déclarations à la CAF", _RATE, "%", "Heures de présence réelle",
        "Heures théoriques (places × heures d’ouverture)",
        (
            "À ne pas confondre avec le taux d’occupation facturé : le numérateur n’est pas le même.",
            "Certains l’appellent taux de fréquentation : écrire lequel on compte.",
        ),
        unlimited=True, words="eaje multi-accueil frequentation",
    ),
    Standard(
        "frequentation", "Taux de fréquentation d’une structure", CHILDHOOD,
        "Heures de présence rapportées aux heures de capacité d’une structure d’accueil.",
        _MANAGERS, _RATE, "%", "Heures de présence", "Heures de capacité",
        ("Le mot change d’un territoire à l’autre : garder la même définition d’une année à l’autre.",),
        unlimited=True, words="alsh centre de loisirs creche",
    ),
    Standard(
        "facturation", "Taux de facturation des crèches", CHILDHOOD,
        "Heures facturées rapportées aux heures de présence. Un taux de 100 % facture ce qui est consommé.",
        f"{_MANAGERS}, déclarations à la CAF", _RATE, "%", "Heures facturées", "Heures de présence réelle",
        (
            "Il est d’ordinaire au-dessus de 100 % : une baisse rapproche la facture de la présence.",
            "Les seuils de la prestation de service unique ont changé en 2025.",
        ),
        direction=Direction.DOWN, unlimited=True, defined_by="CNAF", words="psu eaje",
    ),
    Standard(
        "places-creees", "Places d’accueil créées", CHILDHOOD,
        "Places ouvertes au public depuis le début de la convention, tous modes d’accueil collectif.",
        "Autorisations de la PMI et gestionnaires", unit="places",
        cumulative=True, traps=("Une place promise ou financée n’est pas encore une place ouverte.",),
        words="creche eaje ouverture",
    ),
    Standard(
        "am-activite", "Assistantes maternelles en activité", CHILDHOOD,
        "Assistantes et assistants maternels qui accueillent au moins un enfant au cours de l’année.",
        "CAF, relais petite enfance", unit="personnes",
        traps=("Une partie des personnes agréées n’accueille pas : ne pas compter les agréments.",),
        territory=True, words="rpe assmat mam agrement",
    ),
    Standard(
        "mam-ouvertes", "Maisons d’assistantes maternelles ouvertes", CHILDHOOD,
        "Maisons où exercent ensemble au moins deux assistants maternels, ouvertes à la date du relevé.",
        "PMI, relais petite enfance", unit="MAM", territory=True, words="am assmat",
    ),
    Standard(
        "demandes-guichet", "Demandes reçues par le guichet unique", CHILDHOOD,
        "Familles qui ont demandé un mode d’accueil par le guichet, chacune comptée une fois dans l’année.",
        "Logiciel du guichet ou tableau du RPE", unit="demandes", direction="",
        traps=("Une famille inscrite dans trois crèches est une seule demande.",), words="inscription rpe",
    ),
    Standard(
        "sans-solution", "Demandes restées sans solution", CHILDHOOD,
        "Demandes d’accueil sans proposition à la fin de l’année, hors familles qui y ont renoncé.",
        "Commission d’attribution, guichet unique", unit="demandes", direction=Direction.DOWN,
        words="refus attente commission",
    ),
    Standard(
        "enfants-aeeh-accueillis", "Enfants en situation de handicap accueillis", CHILDHOOD,
        "Enfants accueillis avec un projet adapté ou bénéficiaires de l’AEEH, comptés une fois.",
        _MANAGERS, unit="enfants",
        traps=("Donnée sensible : masquer les petits nombres et ne jamais nommer.",),
        words="inclusion pai handicap",
    ),
    Standard(
        "seances-laep", "Séances de LAEP tenues", PARENTS,
        "Séances d’accueil enfants-parents ouvertes au public dans l’année.",
        "Bilan du LAEP", unit="séances", words="lieu accueil enfants parents",
    ),
    Standard(
        "familles-laep", "Familles différentes accueillies au LAEP", PARENTS,
        "Familles venues au moins une fois dans l’année, chacune comptée une fois.",
        "Bilan du LAEP", unit="familles",
        traps=("L’accueil est anonyme : le nombre de familles différentes est souvent une estimation.",),
        words="lieu accueil enfants parents",
    ),
    Standard(
        "familles-accueillies", "Familles accueillies", PARENTS,
        "Familles différentes qui ont participé à l’action dans l’année, chacune comptée une fois.",
        "Feuilles de présence", unit="familles",
        traps=("Ne pas confondre avec les présences : une famille venue dix fois compte une fois.",),
        words="parents participants frequentation",
    ),
    Standard(
        "actions-parentalite", "Actions de soutien à la parentalité menées", PARENTS,
        "Ateliers, conférences, groupes et rencontres à destination des parents, tenus dans l’année.",
        "Réseau parentalité, porteurs d’actions", unit="actions", words="reaap clas",
    ),
    Standard(
        "enfants-clas", "Enfants suivis en accompagnement à la scolarité", PARENTS,
        "Enfants inscrits dans un contrat local d’accompagnement à la scolarité pendant l’année scolaire.",
        "Bilans CLAS", unit="enfants", words="devoirs ecole",
    ),
    Standard(
        "jeunes-accompagnes", "Jeunes accompagnés", YOUTH,
        "Jeunes différents qui ont reçu un accompagnement suivi dans l’année, chacun compté une fois.",
        "Structures jeunesse, promeneurs du Net", unit="jeunes",
        traps=("Dire l’âge : 11-17 ans, 12-25 ans… Un passage n’est pas un accompagnement.",),
        words="adolescents missions locale",
    ),
    Standard(
        "jeunes-projet", "Projets portés par des jeunes", YOUTH,
        "Projets qu’un groupe de jeunes a conçus et menés, aboutis dans l’année.",
        "Structures jeunesse", unit="projets", words="engagement initiative",
    ),
    Standard(
        "enfants-alsh", "Enfants accueillis en accueil de loisirs", YOUTH,
        "Enfants différents inscrits dans un accueil de loisirs du territoire dans l’année.",
        "Gestionnaires, déclarations SDJES", unit="enfants", words="centre vacances mercredi periscolaire",
    ),
    Standard(
        "recours", "Taux de recours à un service", YOUTH,
        "Enfants différents qui utilisent un service, pour 100 enfants de la tranche d’âge.",
        "Fichiers des structures, recensement", _RATE, "%", "Enfants différents qui utilisent le service",
        "Enfants de la tranche d’âge",
        (
            "Il n’existe pas de formule nationale : dire si l’on compte des inscrits ou des présents.",
            "Un enfant inscrit dans deux structures compte une fois.",
        ),
        words="enfants inscrits",
    ),
    Standard(
        "ips", "Indice de position sociale des écoles", YOUTH,
        "Moyenne des indices de position sociale des élèves d’un établissement (DEPP).",
        "data.education.gouv.fr, jeux fr-en-ips", unit="points", direction="",
        traps=(
            "Les petites écoles ne sont pas publiées.",
            "Pour un territoire, pondérer par le nombre d’élèves : pas de moyenne des écoles.",
        ),
        index=True, territory=True, defined_by="DEPP", words="ecole college",
    ),
    Standard(
        "pauvrete", "Taux de pauvreté", RIGHTS,
        "Personnes dont le niveau de vie est au-dessous de 60 % de la médiane nationale, pour 100 personnes "
        "des ménages fiscaux.",
        "INSEE, Filosofi", _RATE, "%", "Personnes sous le seuil", "Personnes des ménages fiscaux",
        (
            "Le nom des fichiers et des colonnes change selon l’année.",
            "Il n’est pas comparable au nombre d’allocataires à bas revenus.",
            "Une case « s », « ns » ou « nd » du fichier est une donnée cachée ou absente, pas zéro.",
        ),
        direction=Direction.DOWN, territory=True, defined_by="INSEE", words="revenu niveau de vie precarite",
    ),
    Standard(
        "bas-revenus", "Allocataires à bas revenus", RIGHTS,
        "Foyers allocataires dont le revenu par unité de consommation est au-dessous de 60 % de la médiane "
        "nationale.",
        "data.caf.fr, bénéficiaires à bas revenus", unit="foyers", direction=Direction.DOWN,
        territory=True, defined_by="CNAF",
        traps=(
            "Hors plus de 65 ans, étudiants qui n’ont que l’aide au logement et certains régimes.",
            "Le seuil change chaque année, et un parent isolé compte pour 0,2 part de plus qu’à l’INSEE.",
            "Régime CAF seul : la MSA manque, ce qui compte en milieu rural.",
        ),
        words="precarite pauvrete caf",
    ),
    Standard(
        "monoparentales", "Part des familles monoparentales", RIGHTS,
        "Familles d’un seul parent, pour 100 familles du recensement.",
        "INSEE, base Couples-Familles-Ménages", _RATE, "%", "Familles monoparentales", "Familles",
        ("Une variante ne compte que les familles avec enfants : dire laquelle.",), direction="",
        territory=True, defined_by="INSEE", words="parent isole",
    ),
    Standard(
        "aeeh", "Enfants bénéficiaires de l’AEEH", RIGHTS,
        "Enfants qui ouvrent droit à l’AEEH, pour 1 000 jeunes de moins de 20 ans, CAF et MSA ensemble.",
        "CAF, MSA, recensement", _RATE, "‰", "Bénéficiaires de l’AEEH (CAF et MSA)", "Moins de 20 ans",
        direction="", territory=True, defined_by="CNAF et MSA",
        traps=("Le handicap est une donnée sensible : des totaux seulement.",), words="handicap inclusion",
    ),
    Standard(
        "activite-parents", "Enfants dont tous les parents travaillent", RIGHTS,
        "Enfants de moins de 3 ans dont le ou les parents du foyer ont tous un emploi, pour 100 du même âge.",
        "Recensement ou CAF", _RATE, "%", "Moins de 3 ans dont les parents ont tous un emploi",
        "Enfants de moins de 3 ans", direction="", territory=True, words="emploi besoin accueil",
    ),
    Standard(
        "allocataires", "Foyers allocataires", RIGHTS,
        "Foyers qui ont au moins une prestation de la CAF au 31 décembre.",
        "data.caf.fr", unit="foyers", direction="", territory=True, defined_by="CNAF",
        traps=("Régime CAF seul ; les nombres publiés sont arrondis à 5.",), words="caf rsa prime activite",
    ),
    Standard(
        "acces-droits", "Personnes accompagnées vers leurs droits", RIGHTS,
        "Personnes différentes reçues et aidées dans une démarche, chacune comptée une fois dans l’année.",
        "France services, CCAS, centres sociaux", unit="personnes", words="numerique france services",
    ),
    Standard(
        "benevoles", "Bénévoles engagés", LIFE,
        "Personnes qui ont donné du temps à l’action au moins une fois dans l’année.",
        "Associations, centres sociaux", unit="bénévoles", words="engagement association",
    ),
    Standard(
        "participants", "Participants", LIFE,
        "Personnes différentes venues aux temps de l’action, chacune comptée une fois.",
        "Feuilles de présence", unit="personnes",
        traps=("Une présence n’est pas un participant : dire lequel des deux on compte.",),
        words="habitants public",
    ),
    Standard(
        "habitants-associes", "Habitants associés aux décisions", LIFE,
        "Habitants qui ont pris part à une instance, un groupe ou une consultation de la CTG.",
        "Comptes rendus", unit="habitants", words="participation usagers concertation",
    ),
    Standard(
        "satisfaction", "Satisfaction des familles", LIFE,
        "Note moyenne donnée par les familles interrogées, de 0 à 5.",
        "Questionnaire", MeasureType.APPRECIATION,
        traps=("Donner le nombre de réponses dans le commentaire.",), words="enquete avis",
    ),
    Standard(
        "evs-adherents", "Adhérents des centres sociaux et espaces de vie sociale", LIFE,
        "Foyers ou personnes à jour d’adhésion à la fin de l’année.",
        "Centres sociaux, EVS", unit="adhérents", words="centre social evs",
    ),
    Standard(
        "professionnels-formes", "Professionnels formés", RUNNING,
        "Professionnels différents qui ont suivi au moins une formation de la CTG dans l’année.",
        "Feuilles d’émargement", unit="personnes", words="formation analyse pratiques",
    ),
    Standard(
        "copil-tenus", "Comités de pilotage tenus", RUNNING,
        "Réunions du comité de pilotage tenues dans l’année, avec compte rendu.",
        "Coordination de la CTG", unit="réunions", words="instance gouvernance cotech",
    ),
    Standard(
        "partenaires-actifs", "Partenaires actifs", RUNNING,
        "Organismes qui ont participé à au moins une réunion ou action de la CTG dans l’année.",
        "Coordination de la CTG", unit="organismes", words="reseau partenariat",
    ),
    Standard(
        "etp-cooperation", "Temps de coopération CTG", RUNNING,
        "Équivalents temps plein des chargés de coopération pourvus au 31 décembre.",
        "Coordination de la CTG, CAF", unit="ETP", territory=True, words="charge de cooperation poste",
    ),
)  # fmt: skip

LIBRARY: dict[str, Standard] = {one.code: one for one in _ALL}
