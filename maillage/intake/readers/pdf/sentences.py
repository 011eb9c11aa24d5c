"""What is said of pages that are pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HOW_TO_READ = (
    "installez tesseract-ocr et tesseract-ocr-fra sur le serveur pour qu’il soit lu, "
    "ou retrouvez le document d’origine, en PDF ou en DOCX."
)


@dataclass(frozen=True, slots=True)
class PageWarning:
    """A French sentence, and the pages, from 1, that it is about."""

    sentence: str
    pages: tuple[int, ...]


def recognised(numbers: Sequence[int]) -> list[PageWarning]:
    """Pages, from 0, whose text was recognised in their pictures."""
    return _told(
        numbers,
        "La page {} est une image\u00a0: son texte vient d’une reconnaissance de caractères, à relire.",
        "Les pages {} sont des images\u00a0: leur texte vient d’une reconnaissance de caractères, à relire.",
    )


def left_unread(numbers: Sequence[int]) -> list[PageWarning]:
    """Pages, from 0, that would be recognised if the program were there."""
    install = "installez tesseract-ocr et tesseract-ocr-fra sur le serveur."
    return _told(
        numbers,
        "La page {} est une image, elle n’a pas été lue\u00a0: " + install,
        "Les pages {} sont des images, elles n’ont pas été lues\u00a0: " + install,
    )


def given_up(numbers: Sequence[int]) -> list[PageWarning]:
    """Pages, from 0, that took too long to recognise, or stand beyond the limit."""
    return _told(
        numbers,
        "La page {} est une image qui n’a pas pu être reconnue\u00a0: à reprendre à la main.",
        "Les pages {} sont des images qui n’ont pas pu être reconnues\u00a0: à reprendre à la main.",
    )


def _told(numbers: Sequence[int], of_one: str, of_many: str) -> list[PageWarning]:
    if not numbers:
        return []
    pages = tuple(number + 1 for number in numbers)
    return [PageWarning((of_one if len(pages) == 1 else of_many).format(_listed(pages)), pages)]


def _listed(pages: Sequence[int]) -> str:
    """« 1 à 3, 5 et 7 »."""
    parts = list(_runs(pages))
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def _runs(pages: Sequence[int]) -> Iterator[str]:
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    for run in runs:
        if len(run) > 2:
            yield f"{run[0]} à {run[-1]}"
        else:
            yield from map(str, run)
