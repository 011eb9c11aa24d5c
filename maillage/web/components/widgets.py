"""The controls of forms, written as Django's own templates write them, without going through templates.

A list of forty choices made by templates, one include an option, costs more than the page around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

    Widget = Mapping[str, Any]

_FOLDER = "django/forms/widgets/"
_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "time", "file", "checkbox")


def _textarea(widget: Widget) -> SafeString:
    value = widget["value"] or ""
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], flatatt(widget["attrs"]), value
    )


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    said = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], said, flatatt(widget["attrs"])
    )


def _select(widget: Widget) -> SafeString:
    groups = SafeString("").join(_group(name, options) for name, options, _ in widget["optgroups"])
    return format_html(
        '<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), SafeString(groups)
    )


def _group(name: str | None, options: list[Widget]) -> SafeString:
    lines = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines


_WRITERS: dict[str, Callable[[Widget], SafeString]] = {
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
}


class Renderer(DjangoTemplates):
    """Django's renderer, quicker for the usual controls."""

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The control as HTML; a widget with a template of its own goes through it."""
        writer = _WRITERS.get(template_name)
        if writer is None:
            return super().render(template_name, dict(context), request)
        return writer(context["widget"])
