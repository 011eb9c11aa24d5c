"""An office document as a PDF, by LibreOffice without a window."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CONVERTED = ("docx", "pptx", "odt", "odp")

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


class ConversionError(Exception):
    """No PDF came out."""


def as_pdf(program: str, source: Path, kind: str, folder: Path, seconds: float) -> Path:
    """``source``, of the format ``kind``, as a PDF in ``folder``; ``program`` is LibreOffice.

    It works with a profile of its own in ``folder``, where no macro runs and nothing that a
    document links to is fetched. Raises ConversionError.
    """
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    named = folder / f"source.{kind}"
    named.write_bytes(source.read_bytes())
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    command += ["--convert-to", "pdf", "--outdir", str(folder / "converted"), str(named)]
    environment = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    try:
        subprocess.run(  # noqa: S603 - the program found at start, our own arguments, no shell
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConversionError(str(error)) from error
    made = folder / "converted" / "source.pdf"
    if not made.is_file():
        raise ConversionError("LibreOffice made no PDF.")
    return made
