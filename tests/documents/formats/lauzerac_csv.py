"""The same workbook saved as CSV by a spreadsheet: windows-1252, semicolons, cells with line breaks."""

from __future__ import annotations

import csv
import io
from typing import Any

Plan = dict[str, Any]

_HEADER = "Enjeu;Objectif;N°;Action;Constats;Étapes;Pilotes;Partenaires;Moyens;Calendrier;Indicateurs;État"


def build(plan: Plan) -> bytes:
    """Two lines of title, a header, one row for each action; levels are written once."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([plan["title"], *[""] * 11])
    writer.writerow([plan["territory"], *[""] * 11])
    writer.writerow(_HEADER.split(";"))
    actions = {action["ref"]: action for action in plan["actions"]}
    for stake in plan["tree"]:
        first = f"{stake['ref']}. {stake['title']}"
        for objective in stake["children"]:
            second = f"{objective['ref']} {objective['title']}"
            for leaf in objective["children"]:
                writer.writerow([first, second, *_cells(actions[leaf["ref"]]), "En cours"])
                first = second = ""
    return out.getvalue().replace("’", "'").encode("cp1252")


def _cells(action: Plan) -> list[str]:
    return [
        action["ref"],
        action["title"],
        "\n".join(action["context"]),
        "\n".join(step["text"] for step in action["steps"]),
        " / ".join(action["pilots"]),
        ", ".join(action["partners"]),
        "\n".join(action["resources"]),
        "\n".join(action["calendar"]),
        "\n".join(each["text"] for each in action["indicators"]),
    ]
