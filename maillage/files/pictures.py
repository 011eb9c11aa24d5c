"""Pictures made anew: what a telephone writes in them (place, device, owner) is left behind."""

from __future__ import annotations

import warnings
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from maillage.files.errors import RefusedFileError
from maillage.files.kinds import Kind

LONGEST_SIDE = 2400
# A JPEG is reduced while it is decoded; the others are decoded whole, several times over for a WebP.
_MOST_PIXELS, _MOST_PIXELS_WHOLE = 60_000_000, 20_000_000
# A few kilobytes can be a picture of hundreds of megabytes: never two of them at once in a process.
_ONE_AT_A_TIME = Lock()
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "PNG", "image/webp": "WEBP"}
_DAMAGED = "Cette image est abîmée ou démesurée. Enregistrez-la à nouveau, en JPEG ou en PNG, puis réessayez."


def made_anew(data: bytes, kind: Kind) -> tuple[bytes, str]:
    """``data`` decoded, turned upright, reduced and written again, with its type.

    Nothing but the pixels goes through. A moving GIF becomes its first image.
    Raises RefusedFileError when it cannot be decoded.
    """
    target = _FORMATS[kind.content_type]
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _decoded(data, "GIF" if kind.content_type == "image/gif" else target)
    except (OSError, ValueError, SyntaxError, MemoryError, Warning, Image.DecompressionBombError) as error:
        raise RefusedFileError(_DAMAGED) from error
    out = BytesIO()
    picture.save(out, target, **({"quality": 85} if target != "PNG" else {"optimize": True}))
    return out.getvalue(), f"image/{target.lower()}"


def _decoded(data: bytes, expected: str) -> Image.Image:
    with Image.open(BytesIO(data), formats=[expected]) as found:
        if found.width * found.height > (_MOST_PIXELS if expected == "JPEG" else _MOST_PIXELS_WHOLE):
            raise RefusedFileError(_DAMAGED)
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        mode = "RGBA" if "A" in found.getbands() or "transparency" in found.info else "RGB"
        if expected == "JPEG":
            mode = "RGB"
        # Reduced before anything is copied.
        picture = found if found.mode == mode else found.convert(mode)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
    bare = Image.new(mode, upright.size)
    bare.paste(upright)
    return bare
