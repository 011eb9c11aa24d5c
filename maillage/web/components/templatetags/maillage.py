"""Tags of the design system, available in every template. ``/composants/`` shows each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.template import defaultfilters
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from maillage.kernel import french
from maillage.web.components import messages, states
from maillage.web.components.fields import dress

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.forms import BoundField
    from django.template import Context

register = template.Library()

MISSING = SafeString('<span class="missing">non renseigné</span>')


@register.simple_tag
def state(status: str, *, bare: bool = False) -> SafeString:
    """A state: ``{% state action.status %}``; ``bare=True`` without its background."""
    return format_html(
        '<span class="state{} {}"><span class="shape" aria-hidden="true"></span>{}</span>',
        " state-bare" if bare else "",
        states.CSS[status],
        states.WORD[status],
    )


@register.simple_tag
def shape(status: str) -> SafeString:
    """The shape of a state alone, beside a text that says it."""
    return format_html('<span class="shape {}" aria-hidden="true"></span>', states.CSS[status])


@register.filter
def state_css(status: str) -> str:
    """The stylesheet's class of a state: it gives its colour to what is inside."""
    return states.CSS[status]


@register.simple_tag
def beads(actions: Iterable[Any], *, small: bool = False) -> SafeString:
    """One knot per action, in plan order, each a link: objects with ``name``, ``url`` and ``status``."""
    knots = format_html_join(
        "",
        '<li><a class="bead {0}" href="{1}" title="{2}"><span class="shape" aria-hidden="true"></span>'
        '<span class="visually-hidden">{2}, {3}</span></a></li>',
        ((states.CSS[a.status], a.url, a.name, states.WORD[a.status].lower()) for a in actions),
    )
    return format_html('<ul class="beads{}">{}</ul>', " beads-s" if small else "", knots)


@register.simple_tag
def meter(value: int, total: int) -> SafeString:
    """A thin gauge; always beside its two numbers, which say it to everyone."""
    return format_html(
        '<progress class="meter" value="{}" max="{}" aria-hidden="true"></progress>', value, max(total, 1)
    )


@register.simple_tag
def ref(reference: str) -> SafeString:
    """The reference of a node or an action, as the document writes it; nothing when it has none."""
    return format_html('<span class="ref">{}</span>', reference) if reference else SafeString("")


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One item of the path; without an address, the page where one is."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """« 1 200 », « 45,5 »; « non renseigné » for nothing."""
    return MISSING if value is None else french.number(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """« 3 mars 2026 »; « non renseigné » for nothing."""
    return MISSING if value is None else french.day(value)


@register.filter
def near_day(value: date | datetime) -> str:
    """« 3 mars », with the year when it is not this one."""
    year = timezone.localdate().year
    return french.day(value).removesuffix(f" {year}")


@register.filter(is_safe=False)
def pluralize(value: float | str | Sized | None, forms: str = "s") -> str:
    """Django's, as French counts: « 0 action », « 1 action », « 2 actions »."""
    try:
        count = len(value) if isinstance(value, Sized) and not isinstance(value, str) else float(value or 0)
    except (TypeError, ValueError):
        return ""
    return defaultfilters.pluralize(1 if abs(count) < 2 else 2, forms)


@register.filter(is_safe=True)
@stringfilter
def fr(text: str) -> str:
    """A text of the document as French sets it: no line ends inside « », nor before : ; ? !"""
    return french.typeset(text)


@register.filter
def marked(pieces: Iterable[Any], longest: int = 0) -> SafeString:
    """A line that changed: what it lost, what it gained; what stayed is cut to ``longest`` characters."""
    return SafeString("".join(_marked(one.kind, french.typeset(one.text), longest) for one in pieces))


def _marked(kind: str, text: str, longest: int) -> SafeString:
    if kind == "gone":
        return format_html("<del>{}</del> ", text)
    if kind == "new":
        return format_html("<ins>{}</ins>", text)
    return escape(Truncator(text).chars(longest) if longest and len(text) > longest else text)


@register.filter
def known(value: Any) -> Any:
    """The value, or « non renseigné » when it is empty; zero is a value."""
    return MISSING if value is None or value == "" else value


@register.simple_tag
def field(bound: BoundField, *, css: str = "", quiet: bool = False) -> SafeString:
    """A labelled field with its hint and its errors tied to it: ``{% field form.name %}``.

    ``quiet`` leaves « (facultatif) » out, where nearly everything is.
    """
    return dress(bound, css, quiet=quiet)


@register.simple_tag(takes_context=True)
def toasts(context: Context) -> messages.Said:
    """What is waiting to be said, for the frame; empty on an error page, which has no request."""
    request = context.get("request")
    back = request.get_full_path() if request is not None else "/"
    if request is not None and getattr(request, "htmx", False) and request.htmx.current_url_abs_path:
        back = request.htmx.current_url_abs_path
    return messages.sort_out(context.get("messages") or (), back)
