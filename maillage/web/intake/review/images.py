"""The image of one page of a document."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.intake.models import Import, ImportPage
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest

#: The address of an image carries its own number: another image has another address.
_CACHE = "private, max-age=2592000, immutable"


@require_safe
@import_page(light=True)
def page_image(request: ConventionRequest, import_: Import, image_id: int) -> HttpResponseBase:  # noqa: ARG001 - a view
    """The image, for whoever may see the import."""
    page = ImportPage.objects.filter(source=import_, pk=image_id).select_related("image").first()
    if page is None:
        raise Http404
    try:
        content = page.image.content.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(content, content_type="image/webp")
    response.headers["Cache-Control"] = _CACHE
    return response
