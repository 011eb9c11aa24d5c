"""Addresses of what is read; the area's urls include them."""

from __future__ import annotations

from django.urls import path

from maillage.web.indicators.showing import views

HERE = "c/<int:convention_id>/indicateurs/"

urlpatterns = [
    path(f"{HERE}tableau/", views.board, name="board"),
    path(f"{HERE}<int:indicator_id>/", views.one, name="one"),
]
