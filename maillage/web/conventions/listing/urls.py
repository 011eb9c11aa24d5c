"""Addresses of the list of actions."""

from __future__ import annotations

from django.urls import path

from maillage.web.conventions.listing import cells, changing, exports, missing, page, panel, views

HERE = "c/<int:convention_id>/plan/liste/"

urlpatterns = [
    path(HERE, page.actions, name="actions"),
    path(f"{HERE}filtres/", panel.panel, name="actions_panel"),
    path(f"{HERE}manques/", missing.missing, name="actions_missing"),
    path(f"{HERE}export.csv", exports.as_csv, name="actions_csv"),
    path(f"{HERE}export.xlsx", exports.as_xlsx, name="actions_xlsx"),
    path(f"{HERE}changer/", changing.change, name="actions_change"),
    path(f"{HERE}actions/<int:action_id>/<slug:key>/", cells.cell, name="actions_cell"),
    path(f"{HERE}vues/", views.view_save, name="view_save"),
    path(f"{HERE}vues/<int:view_id>/", views.view_edit, name="view"),
    path(f"{HERE}vues/<int:view_id>/supprimer/", views.view_delete, name="view_delete"),
    path("actions.csv", exports.everything, name="everything_csv"),
]
