"""Settings of a convention: one page, one form per part, each saved on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.conventions.fiche_templates import TEMPLATES, template_of
from maillage.conventions.models import Convention, Signatory
from maillage.conventions.operations import (
    remove_signatory,
    save_signatory,
    set_schemes,
    set_territories,
    set_themes,
    update_convention,
)
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.sections import RUBRICS
from maillage.conventions.sections.shown import label_of, shown_rubrics
from maillage.kernel.errors import DomainError
from maillage.kernel.text import fold
from maillage.territories.selectors import places
from maillage.web.components.colours import stylesheet
from maillage.web.conventions.forms import (
    AccentForm,
    LevelsForm,
    PeriodForm,
    SchemesForm,
    SignatoryForm,
    TemplateForm,
    ThemesForm,
    chosen_places,
    picked,
)
from maillage.web.conventions.forms.base import DomainForm
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done

if TYPE_CHECKING:
    from maillage.journal.models import Entry
    from maillage.territories.selectors import Match
    from maillage.web.shell.requests import ConventionRequest

A_YEAR = 365 * 24 * 3600
FORMS: dict[str, type[DomainForm]] = {
    "convention": PeriodForm,
    "niveaux": LevelsForm,
    "fiche": TemplateForm,
    "couleur": AccentForm,
    "thematiques": ThemesForm,
    "schemas": SchemesForm,
}

_LISTS = {
    "thematiques": "Les thématiques sont enregistrées.",
    "schemas": "Les schémas sont enregistrés.",
}


def _template_initial(convention: Convention) -> dict[str, Any]:
    present = shown_rubrics(convention)
    shown = {f"shown_{key}": key in present for key in RUBRICS}
    names = {f"label_{key}": label_of(convention, key) for key in RUBRICS}
    # a rubrique that is not shown keeps its usual place among the others
    order = sorted(RUBRICS, key=lambda key: (_place(key, present), RUBRICS.index(key)))
    return {**shown, **names, "order": " ".join(order)}


def _place(key: str, present: list[str]) -> int:
    if key in present:
        return present.index(key)
    before = [one for one in RUBRICS[: RUBRICS.index(key)] if one in present]
    return present.index(before[-1]) if before else -1


def _initial(convention: Convention, part: str) -> dict[str, Any]:
    if part == "fiche":
        return _template_initial(convention)
    if part == "thematiques":
        return {"names": "\n".join(convention.themes.values_list("name", flat=True))}
    if part == "schemas":
        return {"names": "\n".join(convention.schemes.values_list("name", flat=True))}
    if part == "niveaux":
        return {"level_names": "\n".join(convention.level_names), "numbering": convention.numbering}
    names = ("name", "start_year", "end_year", "phase", "accent")
    return {name: getattr(convention, name) for name in names}


def _page(request: ConventionRequest, convention: Convention, /, **bound: Any) -> HttpResponse:
    """The whole page; ``bound`` holds the forms to show as typed, by part."""
    signatory = bound.pop("signatory", None)
    forms = {part: form(initial=_initial(convention, part), prefix=part) for part, form in FORMS.items()}
    context = {
        "convention": convention,
        **{f"form_{part}": form for part, form in {**forms, **bound}.items()},
        "chosen": chosen_places(request.GET) or _covered(convention),
        "query": "",
        "found": [],
        "templates": list(TEMPLATES.values()),
        "followed": template_of(shown_rubrics(convention)),
        "signatories": list(convention.signatories.all()),
        "form_signatory": signatory or SignatoryForm(prefix="signataire"),
    }
    failed = any(form.is_bound for form in bound.values()) or signatory is not None
    return render(request, "conventions/settings.html", context, status=422 if failed else 200)


def _covered(convention: Convention) -> list[Match]:
    """What the convention covers now; without script, the search page brings a new choice in the address."""
    rows = list(convention.territories.all())
    return places(
        communes=[row.commune_id for row in rows if row.commune_id],
        intercommunalities=[row.intercommunality_id for row in rows if row.intercommunality_id],
    )


def _back(convention: Convention, part: str) -> HttpResponse:
    return redirect(f"{reverse('conventions:settings', args=[convention.pk])}#{part}")


@require_safe
@convention_page(can_edit_convention)
def settings(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Everything that coordination may set."""
    return _page(request, convention)


def _save(request: ConventionRequest, convention: Convention, form: DomainForm) -> Entry | None:
    if isinstance(form, ThemesForm):
        kept = {fold(name): pk for pk, name in convention.themes.values_list("pk", "name")}
        set_themes(convention=convention, rows=form.rows(kept), by=request.user)
        return None
    if isinstance(form, SchemesForm):
        set_schemes(convention=convention, names=form.lines, by=request.user)
        return None
    values = form.values() if isinstance(form, TemplateForm) else form.cleaned_data
    return update_convention(
        convention=convention,
        values=values,
        version=whole_number(request.POST.get("version")),
        by=request.user,
    )


@require_POST
@convention_page(can_edit_convention)
def settings_part(request: ConventionRequest, convention: Convention, part: str) -> HttpResponse:
    """Save one part."""
    if part not in FORMS:
        raise Http404
    form = FORMS[part](request.POST, prefix=part)
    command = request.POST.get("do", "")
    if isinstance(form, TemplateForm) and command.startswith(("up-", "down-")):
        return _page(request, convention, fiche=form.moved(command))
    if not form.is_valid():
        return _page(request, convention, **{part: form})
    try:
        entry = _save(request, convention, form)
    except DomainError as error:
        form.refuse(error)
        return _page(request, Convention.objects.get(pk=convention.pk), **{part: form})
    if part in _LISTS:
        say(request, _LISTS[part])
    else:
        say_done(request, "Les réglages sont enregistrés.", entry)
    return _back(convention, part)


@require_POST
@convention_page(can_edit_convention)
def settings_territories(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """What the convention covers: what is ticked replaces what was."""
    set_territories(convention=convention, by=request.user, **picked(request.POST))
    count = len(chosen_places(request.POST))
    say(request, "Aucun territoire n’est choisi." if not count else "Les territoires sont enregistrés.")
    return _back(convention, "territoires")


@require_POST
@convention_page(can_edit_convention)
def signatory_save(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Add a signatory."""
    form = SignatoryForm(request.POST, prefix="signataire")
    if not form.is_valid():
        return _page(request, convention, signatory=form)
    save_signatory(convention=convention, by=request.user, **form.cleaned_data)
    say(request, f"«\u00a0{form.cleaned_data['name']}\u00a0» est dans la liste des signataires.")
    return _back(convention, "signataires")


@require_POST
@convention_page(can_edit_convention)
def signatory_remove(request: ConventionRequest, convention: Convention, signatory_id: int) -> HttpResponse:
    """Take a signatory off."""
    row = get_object_or_404(Signatory, pk=signatory_id, convention=convention)
    remove_signatory(signatory=row, by=request.user)
    say(request, f"«\u00a0{row.name}\u00a0» n’est plus dans la liste des signataires.")
    return _back(convention, "signataires")


@require_safe
@convention_page()
def accent(_request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The stylesheet of the convention's colour; its address changes with the colour, so it may be kept."""
    response = HttpResponse(stylesheet(convention.accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
