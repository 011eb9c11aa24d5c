"""Addresses of the diagnosis."""

from __future__ import annotations

from django.urls import path

from maillage.web.diagnosis import views

app_name = "diagnosis"
HERE = "c/<int:convention_id>/diagnostic/"

urlpatterns = [
    path(HERE, views.finding_list, name="list"),
    path(f"{HERE}ajouter/", views.finding_create, name="create"),
    path(f"{HERE}<int:finding_id>/", views.finding_edit, name="finding"),
    path(f"{HERE}<int:finding_id>/retirer/", views.finding_delete, name="delete"),
]
