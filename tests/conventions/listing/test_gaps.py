"""What is most useful to fill next."""

from __future__ import annotations

from maillage.conventions.enums import Status
from maillage.conventions.listing.gaps import facts_of_action, facts_of_row, gaps_of, next_gap
from maillage.conventions.listing.missing import what_is_missing
from maillage.conventions.listing.rows import load_rows
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.selectors import action_for
from tests.factories.listing import Listed

NEEDS = {"pilots", "indicators", "filled"}


def keys(plan: Listed, action: Action) -> list[str]:
    found = action_for(plan.by, plan.convention, action.pk)
    assert found is not None
    return [gap.key for gap in gaps_of(facts_of_action(found))]


def test_a_pilot_comes_first_then_news_an_end_an_indicator(plan: Listed) -> None:
    assert keys(plan, plan.guide)[:4] == ["pilote", "echeance", "indicateur", "etapes"]


def test_a_blocked_action_that_nobody_tells_of_asks_for_news(plan: Listed) -> None:
    assert keys(plan, plan.blocked)[0] == "nouvelles"


def test_an_indicator_that_nobody_can_count_is_a_gap(plan: Listed) -> None:
    assert "mesure" not in keys(plan, plan.creche)
    plan.creche.indicators.update(wish=True)
    assert "mesure" in keys(plan, plan.creche)


def test_an_action_given_up_asks_for_nothing(plan: Listed) -> None:
    plan.guide.status = Status.ABANDONED
    plan.guide.save()
    assert keys(plan, plan.guide) == []


def test_what_is_done_needs_no_end_nor_steps(plan: Listed) -> None:
    plan.guide.status = Status.DONE
    plan.guide.save()
    assert keys(plan, plan.guide)[:2] == ["pilote", "indicateur"]
    assert "etapes" not in keys(plan, plan.guide)


def test_what_the_convention_hides_is_not_asked(plan: Listed) -> None:
    plan.convention.hidden_sections = ["people", "indicators"]
    plan.convention.save()
    assert not {"pilote", "indicateur"} & set(keys(plan, plan.guide))


def test_a_gap_closes_once_filled(plan: Listed) -> None:
    save_section(
        action=plan.guide,
        section="people",
        value={"pilots": [{"label": "Médiathèque"}]},
        version=None,
        by=plan.by,
    )
    assert keys(plan, plan.guide)[0] == "echeance"


def test_the_list_and_the_fiche_say_the_same(plan: Listed) -> None:
    for row in load_rows([plan.convention], plan.by, NEEDS):
        fiche = action_for(plan.by, plan.convention, row.pk)
        assert fiche is not None
        assert gaps_of(facts_of_row(row)) == gaps_of(facts_of_action(fiche))


def test_the_axes_add_up_to_the_plan(plan: Listed) -> None:
    axes, whole = what_is_missing(plan.convention, plan.by)
    assert [axis.words for axis in axes] == ["1 Grandir", "2 Vivre", "Hors des axes"]
    assert whole.count == sum(axis.count for axis in axes) == 4
    assert whole.filled == sum(axis.filled for axis in axes)
    assert whole.gaps["pilote"] == 2
    assert whole.most_useful == "Nommer un pilote"


def test_a_full_fiche_has_no_next_thing(plan: Listed) -> None:
    found = action_for(plan.by, plan.convention, plan.creche.pk)
    assert found is not None
    gap = next_gap(facts_of_action(found))
    assert gap is not None
    assert gap.section == "context"
