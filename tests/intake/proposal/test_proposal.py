"""What is proposed of a document, with the reviewer's decisions."""

from __future__ import annotations

from typing import Any

from maillage.intake.proposal import draft_of, propose
from maillage.intake.proposal.decisions import (
    ACCEPTED,
    CORRECTED,
    IGNORED,
    Choice,
    Decisions,
    DoubtChoice,
    FicheChoice,
    FieldChoice,
    NodeChoice,
)
from maillage.intake.proposal.parts import Proposal
from tests.factories.intake import branch, document, fiche, item, leaf


def proposed(plan: dict[str, Any] | None = None, **choices: Choice) -> Proposal:
    """The proposal after ``doubt_1=…``, ``fiche_a0=…``."""
    kept: dict[str, Any] = {}
    for target, choice in choices.items():
        kept = Decisions(kept).with_choice(target.replace("__", ":"), choice, "Inès Morvan")
    return propose(plan or document(), Decisions(kept))


def texts(proposal: Proposal, key: str, field: str) -> list[str]:
    """The points of a field."""
    return [point.text for point in proposal.fiches[key].fields[field].points]


def test_each_leaf_of_the_tree_finds_its_fiche() -> None:
    proposal = proposed()
    assert [[each.key for each in branch.fiches] for branch in proposal.branches] == [["a0", "a1"], ["a2"]]
    assert proposal.loose == []


def test_a_leaf_is_found_by_its_title_when_the_fiche_has_no_number() -> None:
    plan = document()
    plan["actions"][2]["ref"] = None
    assert proposed(plan).branches[1].fiches[0].key == "a2"


def test_two_leaves_of_the_same_name_have_each_their_own_fiche() -> None:
    plan = document()
    twins = [fiche("3", "Suivre le plan", [], 20 + n) for n in range(2)]
    plan["actions"] += twins
    plan["tree"].append(branch("Axe", "3", "Piloter", 19, [leaf(twin) for twin in twins]))
    assert [each.key for each in proposed(plan).branches[2].fiches] == ["a3", "a4"]


def test_a_fiche_that_the_tree_forgot_joins_the_branch_of_its_path() -> None:
    plan = document()
    plan["tree"][1]["children"] = []
    plan["actions"].append(fiche("9", "Sans place", ["Un axe inconnu"], 30))
    proposal = proposed(plan)
    assert [each.key for each in proposal.branches[1].fiches] == ["a2"]
    assert [each.key for each in proposal.loose] == ["a3"]


def test_a_leaf_of_the_action_level_without_fiche_becomes_an_empty_action() -> None:
    plan = document()
    plan["tree"][1]["children"].append({"level": "Action", "ref": "2.2", "title": "Annoncée", "children": []})
    assert [each.title for each in proposed(plan).branches[1].fiches][1] == "Annoncée"


def test_a_doubt_knows_its_fiche_by_reference_or_by_line() -> None:
    plan = document()
    plan["warnings"].append({"text": "forum", "reason": "?", "line": 12, "action_ref": None, "field": None})
    pilot, note, forum = proposed(plan).questions
    assert (pilot.fiche, pilot.field, pilot.placed) == ("a0", "pilots", True)
    assert (note.fiche, note.placed) == ("", False)
    assert (forum.fiche, forum.field, forum.placed) == ("a1", "objectives", True)


def test_a_corrected_doubt_replaces_its_text_where_it_stood() -> None:
    correction = DoubtChoice(CORRECTED, "Élue petite enfance\nRelais petite enfance")
    proposal = proposed(doubt__1=correction)
    assert texts(proposal, "a0", "pilots") == ["Élue petite enfance", "Relais petite enfance"]
    assert [each.number for each in proposal.open_questions] == [2]


def test_an_ignored_doubt_takes_its_text_out_of_the_plan() -> None:
    assert texts(proposed(doubt__1=DoubtChoice(IGNORED)), "a0", "pilots") == []


def test_an_accepted_doubt_changes_nothing() -> None:
    assert texts(proposed(doubt__1=DoubtChoice(ACCEPTED)), "a0", "pilots") == ["Élue petite enfance + RPE"]


def test_a_note_that_stood_nowhere_goes_where_the_reviewer_says() -> None:
    choice = DoubtChoice(CORRECTED, "À revoir avec la PMI", "a0", "success_conditions")
    proposal = proposed(doubt__2=choice)
    assert texts(proposal, "a0", "success_conditions") == ["À revoir avec la PMI"]


def test_an_answer_taken_back_opens_the_doubt_again() -> None:
    kept = Decisions({}).with_choice("doubt:1", DoubtChoice(ACCEPTED), "Inès Morvan")
    kept = Decisions(kept).with_choice("doubt:1", None, "Inès Morvan")
    question = propose(document(), Decisions(kept)).questions[0]
    assert question.is_open
    assert question.seen == 2


def test_the_doubts_of_a_fiche_left_out_are_answered() -> None:
    out = FicheChoice("1.1", "Ouvrir une micro-crèche", "0", excluded=True)
    assert [each.number for each in proposed(fiche__a0=out).open_questions] == [2]


def test_a_field_rewritten_keeps_the_targets_and_lines_of_the_words_that_stay() -> None:
    rewritten = FieldChoice("au moins 12 places ouvertes\nnombre de familles inscrites")
    points = proposed(field__a0__indicators=rewritten).fiches["a0"].fields["indicators"].points
    assert points[0].target is not None
    assert points[0].line == 9
    assert (points[1].text, points[1].target, points[1].line) == ("nombre de familles inscrites", None, None)


def test_steps_are_rewritten_with_their_volets_and_substeps() -> None:
    text = "# Préparer\nTrouver un local\n- visiter\n# Ouvrir\nRecruter"
    points = proposed(field__a0__steps=FieldChoice(text)).fiches["a0"].fields["steps"].points
    assert [(each.group, each.text, each.substeps) for each in points] == [
        ("Préparer", "Trouver un local", ("visiter",)),
        ("Ouvrir", "Recruter", ()),
    ]


def test_a_moved_fiche_hangs_from_its_new_branch() -> None:
    proposal = proposed(fiche__a1=FicheChoice("2.2", "Forum", "1"))
    assert [each.key for each in proposal.branches[1].fiches] == ["a1", "a2"]
    assert proposal.fiches["a1"].name == "2.2 Forum"


def test_the_draft_holds_what_is_kept_and_nothing_else() -> None:
    out = NodeChoice("2", "Soutenir les parents", excluded=True)
    draft = draft_of(proposed(node__1=out), "projet.txt")
    assert [node.title for node in draft.nodes] == ["Accueillir les jeunes enfants"]
    assert [action.ref for action in draft.nodes[0].actions] == ["1.1", "1.2"]
    assert draft.level_names == ["Axe", "Action"]
    assert (draft.start_year, draft.end_year) == (2024, 2028)


def test_the_draft_says_where_each_section_was_read_and_what_is_still_doubtful() -> None:
    action = draft_of(proposed(), "projet.txt").nodes[0].actions[0]
    assert action.origin["document"] == "projet.txt"
    assert action.origin["sections"]["people"] == {"line": 8, "page": None}
    assert [doubt["reason"] for doubt in action.origin["doubts"]] == ["Un pilote ou deux ?"]


def test_the_sections_of_the_draft_are_those_of_the_fiche() -> None:
    sections = draft_of(proposed(), "projet.txt").nodes[0].actions[0].sections
    assert sections["objectives"] == ["Créer douze places"]
    assert sections["steps"][1]["substeps"][0]["text"] == "Notaire"
    assert sections["people"]["pilots"] == [
        {"label": "Élue petite enfance + RPE", "kind": "elu", "member": None}
    ]
    assert sections["indicators"][0]["target"]["value"] == "12"
    assert sections["calendar"]["start"] == {"on": "2024-01-01", "precision": "annee"}
    assert "context" not in sections


def test_half_a_target_is_left_out_and_a_long_text_is_cut() -> None:
    plan = document()
    half = {"op": "between", "value": 2.0, "value_max": None}
    plan["actions"][1]["indicators"] = [{**item("de 2 à ?", 12), "kind": "autre", "target": half}]
    plan["actions"][1]["pilots"] = [item("x" * 400, 12)]
    sections = draft_of(proposed(plan), "projet.txt").nodes[0].actions[1].sections
    assert sections["indicators"] == [{"label": "de 2 à ?", "kind": "", "target": None}]
    assert len(sections["people"]["pilots"][0]["label"]) == 300


def test_a_tree_too_deep_is_folded_on_its_third_level() -> None:
    plan = document()
    action = fiche("1", "Tout au fond", [], 3)
    plan["actions"] = [action]
    deep = branch("Sous-objectif", "d", "D", 5, [leaf(action)])
    for name in ("C", "B", "A"):
        deep = branch("Niveau", name.lower(), name, 2, [deep])
    plan["tree"] = [deep]
    third = draft_of(proposed(plan), "projet.txt").nodes[0].children[0].children[0]
    assert [each.title for each in third.actions] == ["Tout au fond"]
    assert third.children == []


def test_a_period_that_no_convention_may_have_is_left_out() -> None:
    plan = {**document(), "period": {"start": 2019, "end": 2031}}
    draft = draft_of(proposed(plan), "projet.txt")
    assert (draft.start_year, draft.end_year) == (None, None)


def test_a_doubt_about_a_title_gives_the_fiche_its_other_name() -> None:
    plan = document()
    other = {
        "text": "Créer une crèche",
        "reason": "Deux titres.",
        "line": 3,
        "action_ref": "1.1",
        "field": "title",
    }
    plan["warnings"] = [other]
    assert proposed(plan).questions[0].is_title
    chosen = DoubtChoice(CORRECTED, "Créer une crèche")
    assert proposed(plan, doubt__1=chosen).fiches["a0"].title == "Créer une crèche"
    named = FicheChoice("1.1", "Notre titre", "0")
    assert proposed(plan, doubt__1=chosen, fiche__a0=named).fiches["a0"].title == "Notre titre"


def test_a_corrected_indicator_has_the_target_of_its_new_words() -> None:
    rewritten = FieldChoice("au moins 20 places ouvertes")
    point = proposed(field__a0__indicators=rewritten).fiches["a0"].fields["indicators"].points[0]
    assert point.target is not None
    assert (point.target["op"], point.target["value"]) == (">=", 20)
