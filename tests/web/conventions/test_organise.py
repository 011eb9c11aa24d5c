"""What the plan is made of: add, rename, move, remove, take back."""

from __future__ import annotations

from maillage.conventions.models import Action, Node
from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def order(plan: Plan) -> list[str]:
    """The fiches of the objective, in order."""
    return list(Action.objects.filter(node=plan.objective).values_list("ref", flat=True))


def undo_address(answer: object) -> str:
    """Where « Annuler » of the last toast posts."""
    html = answer.content.decode()  # type: ignore[attr-defined]  # a response of the test client
    return str(html.split('class="toast show"')[-1].split('action="')[1].split('"')[0])


def test_every_move_has_its_button(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/"), {"organiser": "1"}))
    for button in (
        "Monter 2.A.2 Écrire un guide",
        "Descendre 2.A.1 Ouvrir une crèche",
        "Renommer…",
        "Supprimer",
    ):
        assert button in words


def test_a_fiche_goes_up_and_comes_back(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(f"{plan.fiche(plan.bare)}deplacer/", {"to": "up"}, follow=True)
    assert order(plan) == ["2.A.2", "2.A.1"]
    coordinator.post(undo_address(answer))
    assert order(plan) == ["2.A.1", "2.A.2"]


def test_a_fiche_goes_under_another_node(coordinator: PageClient, plan: Plan, cast: Cast) -> None:
    assert "Déplacer une action" in text_of(coordinator.get(f"{plan.fiche(plan.bare)}deplacer/"))
    coordinator.post(f"{plan.fiche(plan.bare)}deplacer/", {"node": cast.node.pk})
    plan.bare.refresh_from_db()
    assert plan.bare.node == cast.node


def test_a_fiche_does_not_go_under_a_node_of_another_convention(
    coordinator: PageClient, plan: Plan, cast: Cast
) -> None:
    foreign = Node.objects.create(convention=cast.elsewhere, depth=0, position=0, title="Ailleurs")
    answer = coordinator.post(f"{plan.fiche(plan.bare)}deplacer/", {"node": foreign.pk})
    assert answer.status_code == 404


def test_a_new_fiche_is_offered_the_next_reference(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.get(plan.url(f"plan/actions/ajouter/?node={plan.objective.pk}"))
    assert b'value="2.A.3"' in answer.content
    assert f'value="{plan.objective.pk}" selected'.encode() in answer.content


def test_a_new_fiche_needs_a_title(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(plan.url("plan/actions/ajouter/"), {"title": " ", "node": plan.objective.pk})
    assert answer.status_code == 422
    assert "Donnez un titre à cette action." in text_of(answer)


def test_a_new_fiche_opens_and_can_be_taken_back(coordinator: PageClient, plan: Plan) -> None:
    typed = {"title": "Former les équipes", "ref": "2.A.3", "node": plan.objective.pk}
    answer = coordinator.post(plan.url("plan/actions/ajouter/"), typed, follow=True)
    assert "est dans le plan" in text_of(answer)
    coordinator.post(undo_address(answer))
    assert not Action.objects.filter(title="Former les équipes").exists()


def test_a_deleted_fiche_comes_back_whole(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(f"{plan.fiche()}supprimer/", follow=True)
    assert "Ouvrir une crèche » est supprimée" in text_of(answer)
    assert coordinator.get(plan.fiche()).status_code == 404
    coordinator.post(undo_address(answer))
    assert "Trouver un terrain" in text_of(coordinator.get(plan.fiche()))


def test_a_level_is_added_under_another(coordinator: PageClient, plan: Plan) -> None:
    address = plan.url(f"plan/niveaux/ajouter/?parent={plan.axis.pk}")
    assert "Ajouter « Objectif »" in text_of(coordinator.get(address))
    coordinator.post(
        plan.url("plan/niveaux/ajouter/"), {"title": "Jouer", "ref": "2.B", "parent": plan.axis.pk}
    )
    assert Node.objects.get(title="Jouer").parent == plan.axis


def test_a_level_below_the_last_is_refused_in_words(coordinator: PageClient, plan: Plan) -> None:
    typed = {"title": "Trop bas", "parent": plan.objective.pk}
    answer = coordinator.post(plan.url("plan/niveaux/ajouter/"), typed)
    assert "Ce plan s’arrête à 3 niveaux" in text_of(answer)


def test_a_level_is_renamed_moved_and_deleted(coordinator: PageClient, plan: Plan, cast: Cast) -> None:
    address = plan.url(f"plan/niveaux/{plan.objective.pk}/")
    assert "Le mettre ailleurs" in text_of(coordinator.get(address))
    coordinator.post(address, {"title": "Accueillir", "ref": "2.A", "version": plan.objective.version})
    coordinator.post(f"{address}deplacer/", {"parent": cast.node.pk})
    plan.objective.refresh_from_db()
    assert (plan.objective.title, plan.objective.parent) == ("Accueillir", cast.node)
    answer = coordinator.post(f"{address}supprimer/", follow=True)
    assert "avec 2 fiches" in text_of(answer)
    coordinator.post(undo_address(answer))
    assert order(plan) == ["2.A.1", "2.A.2"]


def test_a_level_renamed_meanwhile_shows_the_other_name(coordinator: PageClient, plan: Plan) -> None:
    address = plan.url(f"plan/niveaux/{plan.axis.pk}/")
    coordinator.post(address, {"title": "Premier", "ref": "2", "version": 1})
    answer = coordinator.post(address, {"title": "Second", "ref": "2", "version": 1})
    assert answer.status_code == 422
    assert "2 Premier" in text_of(answer)
    assert b'value="Second"' in answer.content


def test_a_pilot_may_not_organise(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.pilote)
    for address in (f"{plan.fiche()}supprimer/", plan.url(f"plan/niveaux/{plan.axis.pk}/supprimer/")):
        assert page.post(address).status_code == 403
    assert page.get(plan.url("plan/actions/ajouter/")).status_code == 403


def test_a_level_says_all_that_goes_with_it(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url(f"plan/niveaux/{plan.axis.pk}/")))
    assert "Ce qu’il contient part avec lui : 1 niveau et 2 actions." in words
