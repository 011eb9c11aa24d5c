"""Bodies and jobs as documents tell them: in a sentence, under questions, beside the steps of an action."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition.document import PlanDocument
from tests.intake.recognition.sources import texts

Read = Callable[[str], PlanDocument]

PLAN = "Axe 1 : Grandir\n\nAction 1 : Ouvrir un café\n\nObjectifs :\n- Un but\n\n"
PLAN += "Action 2 : Créer un jardin\n\nObjectifs :\n- Un but\n\n"
SENTENCE = (
    "Le comité de pilotage rassemble M. Le Maire, la CAF, la MSA. Il se réunit deux fois par an. "
    "Il a pour missions de valider les priorités, voter le budget.\n"
)
QUESTIONS = """### Comité technique
Qui ?
- les pilotes des fiches
- la CAF
Quand ?
tous les trois mois
Pour quoi faire ?
- suivre les bilans annuels
- préparer les travaux du comité de pilotage
"""


def test_a_sentence_tells_who_sits_how_often_and_what_for(plan_of: Read) -> None:
    (body,) = plan_of(PLAN + SENTENCE).governance
    assert texts(body.members) == ["M. Le Maire", "la CAF", "la MSA"]
    assert body.frequency == "deux fois par an"
    assert texts(body.missions) == ["valider les priorités", "voter le budget"]


def test_questions_under_a_body_are_no_sections_of_a_fiche(plan_of: Read) -> None:
    plan = plan_of(PLAN + QUESTIONS)
    (body,) = plan.governance
    assert texts(body.members) == ["les pilotes des fiches", "la CAF"]
    assert body.frequency == "tous les trois mois"
    assert texts(body.missions) == ["suivre les bilans annuels", "préparer les travaux du comité de pilotage"]
    assert [action.pilots for action in plan.actions] == [[], []]


def test_bodies_that_only_a_bullet_tells_are_read_once(plan_of: Read) -> None:
    bullets = (
        "- La démarche a été portée par un comité de pilotage associant les élus, des usagers et la CAF\n"
        "- Le comité de pilotage de la CTG suit le plan\n"
        "- Nommer des référents de chaque fiche pour constituer une équipe projet\n"
        "- 2 réunions annuelles du comité de pilotage\n"
    )
    plan = plan_of(PLAN + "Étapes :\n" + bullets)
    found = {body.type: body for body in plan.governance}
    assert found["copil"].name == "comité de pilotage de la CTG"
    assert texts(found["copil"].members) == ["les élus", "des usagers", "la CAF"]
    assert found["copil"].frequency == "2 réunions annuelles"
    assert texts(found["equipe"].members) == ["référents de chaque fiche"]


def test_jobs_named_in_sentences_are_roles_where_no_fiche_mission_is(plan_of: Read) -> None:
    sentence = "- La mise en place d'une chargée de coopération CTG à la mairie pour relancer les pilotes\n"
    elected = "- Identifier des élus référents de la CTG\n - Nommer des responsables de l'animation du plan\n"
    plan = plan_of(PLAN + "Étapes :\n" + sentence + elected)
    assert [(role.title, texts(role.missions)) for role in plan.roles] == [
        ("chargée de coopération CTG", ["relancer les pilotes"]),
        ("élus référents de la CTG", ["l'animation du plan"]),
    ]


def test_a_line_between_a_job_and_its_missions_hides_neither(plan_of: Read) -> None:
    text = "FICHES MISSION\n\nFiche mission : Référente familles\n\nRattachement : service enfance\n\n"
    plan = plan_of(PLAN + text + "Principales missions\n\n- Accueillir\n- Orienter\n")
    assert [(role.title, texts(role.missions)) for role in plan.roles] == [
        ("Référente familles", ["Accueillir", "Orienter"])
    ]
