"""One module makes text for the screen; the others may not."""

from __future__ import annotations

import re

import pytest
from sizes import ROOT

_SAFE = ROOT / "src" / "demenagement" / "tui" / "safe.py"
_MODULES = sorted(path for path in _SAFE.parent.rglob("*.py") if path != _SAFE)
_RAW = re.compile(
    r"(?<!\w)(?:Static|Label|Markdown|RichLog|Button|Checkbox|Select|Option|Tree|DataTable|Header|Collapsible|Content)\("
    r"|from_markup|\bContent\.\w|\.update\(|border_(?:sub)?title|\btooltip\s*=\s*(?!tip\b)|rich\."
)
_NOTIFIES = re.compile(r"\.notify\((?!clean\(text\), markup=False\))")


@pytest.mark.parametrize("module", _MODULES, ids=lambda path: path.stem)
def test_no_module_makes_raw_text(module: object) -> None:
    """Widgets that read markup, and text that was not cleaned, are behind `safe`."""
    text = module.read_text(encoding="utf-8")  # type: ignore[attr-defined] # a path
    assert _RAW.findall(text) + _NOTIFIES.findall(text) == []
