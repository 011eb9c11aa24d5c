"""Branches and fiches made, moved, cut and joined by hand; their points and doubts follow."""

from __future__ import annotations

from typing import Any

from maillage.intake.proposal import draft_of, propose
from maillage.intake.proposal.decisions import (
    Choice,
    Decisions,
    DoubtChoice,
    FicheChoice,
    FieldChoice,
    MergeChoice,
    NewFiche,
    NewNode,
    NodeChoice,
    SplitChoice,
)
from maillage.intake.proposal.parts import Proposal
from tests.factories.intake import document, item

CUT = SplitChoice("a0", "1.1 bis", "Signer le bail", "0", {"steps": "# Étapes\nSigner le bail\n- Notaire"})


def shaped(*choices: tuple[str, Choice | None], plan: dict[str, Any] | None = None) -> Proposal:
    """The proposal after these decisions, one after the other."""
    kept: dict[str, Any] = {}
    for order, (target, choice) in enumerate(choices, 1):
        kept = Decisions(kept).with_choice(target, choice, "Inès Morvan", order)
    return propose(plan or document(), Decisions(kept))


def texts(proposal: Proposal, key: str, field: str) -> list[str]:
    """The points of a field."""
    return [point.text for point in proposal.fiches[key].fields[field].points]


def test_a_fiche_that_joins_another_adds_what_it_has_and_leaves() -> None:
    plan = document()
    plan["actions"][1]["objectives"].append(item("Créer douze places", 12))
    proposal = shaped(("merge:a1", MergeChoice("a0")), plan=plan)
    assert texts(proposal, "a0", "objectives") == ["Créer douze places", "Tenir un forum par an"]
    assert list(proposal.fiches) == ["a0", "a2"]
    assert [fiche.key for fiche in proposal.branches[0].fiches] == ["a0"]


def test_the_doubts_of_a_fiche_that_joins_another_follow_it() -> None:
    proposal = shaped(("merge:a0", MergeChoice("a1")))
    question = proposal.questions[0]
    assert (question.fiche, question.field, question.is_open) == ("a1", "pilots", True)
    assert proposal.fiches["a1"].fields["pilots"].doubts == [1]


def test_an_answer_given_before_a_fiche_joined_another_still_holds() -> None:
    answered = DoubtChoice("corrected", "Élue petite enfance")
    proposal = shaped(("doubt:1", answered), ("merge:a0", MergeChoice("a2")))
    assert texts(proposal, "a2", "pilots") == ["Élue petite enfance"]


def test_a_field_written_before_a_join_keeps_both() -> None:
    proposal = shaped(
        ("field:a0:objectives", FieldChoice("Créer vingt places")), ("merge:a1", MergeChoice("a0"))
    )
    assert texts(proposal, "a0", "objectives") == ["Créer vingt places", "Tenir un forum par an"]


def test_a_join_of_a_fiche_that_joined_goes_to_the_same_host() -> None:
    proposal = shaped(("merge:a1", MergeChoice("a0")), ("merge:a2", MergeChoice("a1")))
    assert list(proposal.fiches) == ["a0"]


def test_two_fiches_do_not_join_each_other() -> None:
    proposal = shaped(("merge:a1", MergeChoice("a0")), ("merge:a0", MergeChoice("a1")))
    assert list(proposal.fiches) == ["a0", "a2"]


def test_a_fiche_cut_in_two_shares_its_points() -> None:
    proposal = shaped(("split:n1", CUT))
    assert texts(proposal, "a0", "steps") == ["Trouver un local"]
    step = proposal.fiches["n1"].fields["steps"].points[0]
    assert (step.text, step.group, step.substeps, step.line) == ("Signer le bail", "Étapes", ("Notaire",), 7)
    assert proposal.branches[0].kept_fiches() == 3


def test_a_doubt_follows_its_words_into_the_new_fiche() -> None:
    cut = SplitChoice("a0", "", "Piloter", "0", {"pilots": "Élue petite enfance + RPE"})
    question = shaped(("split:n1", cut)).questions[0]
    assert (question.fiche, question.field, question.is_open) == ("n1", "pilots", True)


def test_a_fiche_cut_then_joined_again_is_as_before() -> None:
    proposal = shaped(("split:n1", CUT), ("merge:n1", MergeChoice("a0")))
    assert texts(proposal, "a0", "steps") == ["Trouver un local", "Signer le bail"]


def test_points_moved_to_another_section_keep_their_line_and_their_doubts() -> None:
    proposal = shaped(
        ("field:a0:pilots", FieldChoice("", arranged=True)),
        ("field:a0:partners", FieldChoice("Élue petite enfance + RPE", arranged=True)),
    )
    point = proposal.fiches["a0"].fields["partners"].points[0]
    assert (point.text, point.line) == ("Élue petite enfance + RPE", 8)
    question = proposal.questions[0]
    assert (question.field, question.is_open) == ("partners", True)


def test_words_that_become_an_indicator_have_their_target_read() -> None:
    moved = FieldChoice("au moins 12 places ouvertes\nCréer douze places", arranged=True)
    points = shaped(("field:a0:indicators", moved)).fiches["a0"].fields["indicators"].points
    assert points[1].target is not None
    assert points[1].line == 4


def test_branches_and_fiches_are_added() -> None:
    proposal = shaped(
        ("newnode:n1", NewNode("3", "Piloter la convention")),
        ("newnode:n2", NewNode("3.A", "Animer", "n1")),
        ("newfiche:n3", NewFiche("3.1", "Recruter", "n2")),
    )
    assert [branch.name for branch in proposal.branches][2] == "3 Piloter la convention"
    assert [branch.key for branch in proposal.above("n2")] == ["n1", "n2"]
    draft = draft_of(proposal, "Projet.pdf")
    assert draft.nodes[2].children[0].actions[0].title == "Recruter"


def test_a_fiche_of_a_branch_taken_back_hangs_from_none() -> None:
    made = NewFiche("3.1", "Recruter", "n1")
    proposal = shaped(("newnode:n1", NewNode("3", "Piloter")), ("newfiche:n2", made), ("newnode:n1", None))
    assert [fiche.key for fiche in proposal.loose] == ["n2"]


def test_a_branch_moves_with_all_that_hangs_from_it() -> None:
    proposal = shaped(("node:1", NodeChoice("2", "Soutenir les parents", parent="0")))
    assert [branch.key for branch in proposal.branches] == ["0"]
    assert [fiche.key for fiche in proposal.branches[0].all_fiches()] == ["a0", "a1", "a2"]


def test_a_branch_never_hangs_from_itself() -> None:
    under = ("node:1", NodeChoice("2", "Soutenir les parents", parent="0"))
    back = ("node:0", NodeChoice("1", "Accueillir les jeunes enfants", parent="1"))
    assert [branch.key for branch in shaped(under, back).branches] == ["0"]


def test_what_was_left_out_with_its_branch_stays_left_out_below_another() -> None:
    proposal = shaped(
        ("node:0", NodeChoice("1", "Accueillir", excluded=True)),
        ("node:1", NodeChoice("2", "Soutenir", parent="0")),
    )
    assert proposal.kept_fiches() == 0


def test_a_decision_on_a_fiche_that_joined_another_changes_nothing() -> None:
    gone = FicheChoice("1.2", "Autre titre", "0")
    proposal = shaped(("merge:a1", MergeChoice("a0")), ("fiche:a1", gone))
    assert list(proposal.fiches) == ["a0", "a2"]


def test_decisions_kept_before_there_was_an_order_are_followed() -> None:
    kept = {
        "field:a0:objectives": {"text": "Un seul objectif", "version": 1, "by": "Inès Morvan"},
        "fiche:a0": {
            "ref": "1.1",
            "title": "Ouvrir",
            "parent": "1",
            "excluded": False,
            "version": 1,
            "by": "",
        },
    }
    proposal = propose(document(), Decisions(kept))
    assert texts(proposal, "a0", "objectives") == ["Un seul objectif"]
    assert [fiche.key for fiche in proposal.branches[1].fiches] == ["a0", "a2"]
