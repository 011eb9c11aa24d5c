"""Addresses of the indicators."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from maillage.web.indicators.entering import views as entering
from maillage.web.indicators.measuring import views as measuring
from maillage.web.indicators.picking import views as picking
from maillage.web.indicators.showing import urls as showing
from maillage.web.indicators.splitting import views as splitting
from maillage.web.indicators.together import views as together

app_name = "indicators"

HERE = "c/<int:convention_id>/indicateurs/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(HERE, entering.grid, name="grid"),
    path(f"{HERE}mesurer/", measuring.measuring, name="measuring"),
    path(f"{HERE}mesurer/<int:indicator_id>/", measuring.measure, name="measure"),
    path(f"{HERE}reference/", picking.library, name="library"),
    path(f"{HERE}ventilations/", splitting.breakdowns, name="breakdowns"),
    path(f"{HERE}ventilations/<int:breakdown_id>/", splitting.breakdown, name="breakdown"),
    path("indicateurs/", together.every, name="together"),
    path("indicateurs/<slug:code>/", together.one, name="together_one"),
    *showing.urlpatterns,
]
