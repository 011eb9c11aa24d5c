"""Addresses of the conventions."""

from __future__ import annotations

from django.urls import path

from maillage.web.conventions import paste
from maillage.web.conventions.listing import urls as lists
from maillage.web.conventions.side import urls as side
from maillage.web.conventions.versions import urls as versions
from maillage.web.conventions.views import (
    actions,
    fiche,
    history,
    home,
    listing,
    nodes,
    plan,
    search,
    settings,
    shapes,
    states,
    themes,
)

app_name = "conventions"
HERE = "c/<int:convention_id>/"
ACTION = f"{HERE}plan/actions/<int:action_id>/"
NODE = f"{HERE}plan/niveaux/<int:node_id>/"

urlpatterns = [
    *lists.urlpatterns,
    *versions.urlpatterns,
    *side.urlpatterns,
    path("", listing.convention_list, name="list"),
    path("conventions/nouvelle/", listing.convention_create, name="create"),
    path(HERE, home.home, name="home"),
    path(f"{HERE}couleur.css", settings.accent, name="accent"),
    path(f"{HERE}plan/", plan.plan, name="plan"),
    path(f"{HERE}plan/niveaux/ajouter/", nodes.node_create, name="node_create"),
    path(NODE, nodes.node_edit, name="node"),
    path(f"{NODE}deplacer/", nodes.node_move, name="node_move"),
    path(f"{NODE}supprimer/", nodes.node_delete, name="node_delete"),
    path(f"{HERE}plan/actions/ajouter/", actions.action_create, name="action_create"),
    path(f"{HERE}plan/actions/coller/", paste.paste, name="paste"),
    path(ACTION, fiche.fiche, name="action"),
    path(f"{ACTION}indicateurs/coller/", paste.paste_into, name="paste_into"),
    path(f"{ACTION}rubriques/<slug:key>/", fiche.section, name="section"),
    path(f"{ACTION}etapes/<slug:key>/", fiche.step, name="step"),
    path(f"{ACTION}thematiques/", themes.action_themes, name="action_themes"),
    path(f"{ACTION}deplacer/", actions.action_move, name="action_move"),
    path(f"{ACTION}supprimer/", actions.action_delete, name="action_delete"),
    path(f"{ACTION}historique/", history.action_versions, name="action_history"),
    path(f"{ACTION}historique/comparer/", states.fiche_compare, name="fiche_compare"),
    path(f"{ACTION}historique/<int:entry_id>/", states.fiche_state, name="fiche_state"),
    path(f"{ACTION}historique/<int:entry_id>/revenir/", states.fiche_restore, name="fiche_restore"),
    path(f"{HERE}recherche/", search.search, name="search"),
    path(f"{HERE}historique/", history.history, name="history"),
    path(f"{HERE}historique/<int:entry_id>/annuler/", history.undo_entry, name="undo"),
    path(f"{HERE}reglages/", settings.settings, name="settings"),
    path(f"{HERE}reglages/territoires/", settings.settings_territories, name="settings_territories"),
    path(f"{HERE}reglages/signataires/", settings.signatory_save, name="signatory_save"),
    path(
        f"{HERE}reglages/signataires/<int:signatory_id>/retirer/",
        settings.signatory_remove,
        name="signatory_remove",
    ),
    path(f"{HERE}reglages/modeles/<slug:key>/", shapes.fiche_template, name="fiche_template"),
    path(f"{HERE}reglages/<slug:part>/", settings.settings_part, name="settings_part"),
]
