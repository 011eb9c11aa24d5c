"""Addresses of the means."""

from __future__ import annotations

from django.urls import path

from maillage.web.means.views import exports, ledger, lines, pasting

app_name = "means"
HERE = "c/<int:convention_id>/moyens/"

urlpatterns = [
    path(HERE, ledger.ledger, name="ledger"),
    path(f"{HERE}actions/<int:action_id>/", ledger.action_means, name="action"),
    path(f"{HERE}classeur.xlsx", exports.workbook, name="workbook"),
    path(f"{HERE}<slug:kind>.csv", exports.table, name="csv"),
    path(f"{HERE}<slug:kind>/ajouter/", lines.add, name="add"),
    path(f"{HERE}<slug:kind>/coller/", pasting.paste, name="paste"),
    path(f"{HERE}<slug:kind>/<int:line_id>/", lines.edit, name="edit"),
    path(f"{HERE}<slug:kind>/<int:line_id>/retirer/", lines.remove, name="remove"),
]
