"""Addresses of the échéancier."""

from __future__ import annotations

from django.urls import path

from maillage.web.schedule.views import chart, moves

app_name = "schedule"
HERE = "c/<int:convention_id>/echeancier/"

urlpatterns = [
    path(HERE, chart.chart, name="chart"),
    path(f"{HERE}actions/<int:action_id>/deplacer/", moves.move, name="move"),
    path(f"{HERE}actions/<int:action_id>/suites/", moves.follow, name="follow"),
]
