"""The pages of a document as images, once it is read: a help to the review, which does without."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from maillage.files.operations import remove, store
from maillage.intake.enums import ImportState, PagesState
from maillage.intake.models import Import, ImportPage
from maillage.intake.reading.pages.apart import Order, draw_apart
from maillage.intake.reading.supervisor import Limits, ReadingRefusedError
from maillage.intake.selectors.sheets import read_page

if TYPE_CHECKING:
    from maillage.intake.reading.pages.apart import PageImage

log = logging.getLogger(__name__)


def await_pages(*, import_id: int) -> bool:
    """Say that images of the pages are to come; False when there is nothing to draw. Run by the queue."""
    if not settings.INTAKE_PAGE_IMAGES:
        return False
    read = Import.objects.filter(pk=import_id, state=ImportState.READY, file__isnull=False)
    return bool(read.filter(pages_state=PagesState.NONE).update(pages_state=PagesState.WAITING))


def draw_pages(*, import_id: int) -> int:
    """Draw and keep the pages of an import that waits for them; how many. Run by the queue."""
    waiting = Import.objects.filter(pk=import_id, pages_state=PagesState.WAITING, file__isnull=False)
    import_ = waiting.select_related("file").first()
    if import_ is None or import_.file is None:
        return 0
    limits = Limits(settings.INTAKE_MEMORY_BYTES, settings.INTAKE_CPU_SECONDS, settings.INTAKE_WALL_SECONDS)
    try:
        with import_.file.content.open("rb") as content:
            images, marks = draw_apart(content.read(), _order(import_), limits)
    except (ReadingRefusedError, OSError, ValueError) as refusal:
        log.info("The pages of import %s were not drawn: %s", import_id, refusal)
        images, marks = [], {}
    return _keep(import_, images, marks)


def forget_pages(import_: Import) -> None:
    """Delete the images of an import, within the transaction of the caller."""
    pages = list(import_.pages.select_related("image"))
    import_.pages.all().delete()
    for page in pages:
        remove(page.image)
    Import.objects.filter(pk=import_.pk).update(pages_state=PagesState.NONE, marks={})


def _order(import_: Import) -> Order:
    document = import_.document or {}
    quotes = [(doubt.get("line") or 0, doubt.get("text") or "") for doubt in document.get("warnings") or []]
    pages = [read_page(import_, line) or None for line in range(1, len(import_.lines) + 1)]
    return Order(import_.lines, pages, quotes, settings.INTAKE_PAGES_MOST, settings.INTAKE_PAGES_BYTES)


@transaction.atomic
def _keep(import_: Import, images: list[PageImage], marks: dict[str, Any]) -> int:
    """Keep the images, unless the import lost its file or was drawn meanwhile."""
    current = Import.objects.select_for_update().filter(pk=import_.pk).light().first()
    if current is None or current.file_id is None or current.pages_state != PagesState.WAITING:
        return 0
    for image in images:
        stored = store(
            data=image.data,
            name=f"page-{image.number}.webp",
            convention_id=current.convention_id,
            uploaded_by_id=None,
        )
        ImportPage.objects.create(
            source=current, number=image.number, width=image.width, height=image.height, image=stored
        )
    state = PagesState.READY if images else PagesState.NONE
    Import.objects.filter(pk=current.pk).update(pages_state=state, marks=marks if images else {})
    return len(images)
