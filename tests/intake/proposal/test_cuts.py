"""What a plan cannot hold whole is said before anything is written."""

from __future__ import annotations

from typing import Any

from maillage.intake.proposal import propose
from maillage.intake.proposal.cuts import cuts_of
from maillage.intake.proposal.decisions import Decisions, FicheChoice
from maillage.intake.proposal.draft import draft_of
from tests.factories.intake import branch, document, item, leaf


def said(plan: dict[str, Any], **kept: Any) -> list[str]:
    """What is said of a document, without unbreakable spaces."""
    cuts = cuts_of(propose(plan, Decisions(kept)))
    return [
        f"{cut.fiche or cut.branch}: {cut.what}".replace("\u00a0", " ").replace("\u202f", " ") for cut in cuts
    ]


def test_a_plan_that_fits_has_nothing_to_say() -> None:
    assert said(document()) == []


def test_a_title_a_reference_and_a_point_too_long_are_said() -> None:
    plan = document()
    plan["actions"][0] |= {"ref": "1.1 et suivants, provisoire"}
    plan["tree"][0]["children"][0]["ref"] = plan["actions"][0]["ref"]
    plan["actions"][0]["pilots"] = [item("p" * 301, 8)]
    plan["tree"][1]["title"] = "t" * 501
    assert said(plan) == [
        "1: Titre : 501 caractères, les 500 premiers sont gardés.",
        "a0: Référence : 27 caractères, les 20 premiers sont gardés.",
        f"a0: Pilotes, « {'p' * 40}… » : 301 caractères, les 300 premiers sont gardés.",
    ]


def test_what_is_said_is_what_the_draft_cuts() -> None:
    plan = document()
    plan["actions"][1]["objectives"] = [item(f"Objectif {n}", 12) for n in range(1201)]
    assert said(plan) == ["a1: Objectifs : 1 201 points, les 200 premiers sont gardés."]
    draft = draft_of(propose(plan, Decisions({})), "projet.txt")
    assert len(draft.nodes[0].actions[1].sections["objectives"]) == 200


def test_levels_too_deep_are_said() -> None:
    plan = document()
    deep = [leaf(plan["actions"][2])]
    for level in range(4):
        deep = [branch("Niveau", "", f"Niveau {level}", 13, deep)]
    plan["tree"][1] = deep[0]
    assert said(plan)[0].startswith(": Le document a 4 niveaux au-dessus des actions.")


def test_what_is_left_out_is_not_said() -> None:
    plan = document()
    plan["actions"][1]["objectives"] = [item("o" * 4001, 12)]
    assert len(said(plan)) == 1
    out = Decisions({}).with_choice("fiche:a1", FicheChoice("1.2", "Faire connaître", "0", excluded=True), "")
    assert said(plan, **out) == []
