"""Accessibility of a state of a page, as axe-core sees it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

_SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = ("serious", "critical")
_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    ({impact: node.impact, rule: rule.id, where: node.target.join(" "), why: node.failureSummary})));
}"""


@cache
def _source() -> str:
    return _SOURCE.read_text(encoding="utf-8")


def assert_accessible(page: Page, state: str) -> None:
    """Fail on a serious or critical finding in what the page now shows; ``state`` names it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    findings = [
        f"{found['rule']} · {found['where']} · {found['why']}"
        for found in page.evaluate(_RUN)
        if found["impact"] in _GRAVE
    ]
    assert findings == [], f"{state}: {findings}"


def assert_fits(page: Page, state: str) -> None:
    """Fail when the page scrolls sideways."""
    overflow = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{state}: {overflow} px too wide"
