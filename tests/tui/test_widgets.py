"""Rows and sheets, by themselves."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.style import Style
from textual.visual import RenderOptions

from demenagement.tui.safe import clean, line
from demenagement.tui.widgets.row import Row
from demenagement.tui.widgets.rows import Rows
from demenagement.tui.widgets.sheet import DOT, Block, Sheet, heading, listed, paragraph


def drawn(visual: Row | Sheet, width: int, style: Style | None = None) -> list[str]:
    """The lines of a visual at that width."""
    options = RenderOptions(lambda _: Style(), {})
    return [strip.text.rstrip() for strip in visual.render_strips(width, None, style or Style(), options)]


def test_a_row_keeps_its_right_part_and_cuts_the_left_one() -> None:
    """A last day is never cut."""
    assert drawn(Row((line("Prévenir la banque"), line("31/03 loi"))), 25) == ["  Prévenir la… 31/03 loi"]


def test_a_row_has_one_line_a_pair() -> None:
    """Whatever its width."""
    assert Row((line("a"), line()), (line("b"), line())).get_height({}, 3) == 2


def test_the_row_under_the_cursor_has_a_bar() -> None:
    """No colour is needed to see it."""
    assert drawn(Row((line("a"), line())), 10, Style(bold=True)) == ["▌ a"]


def test_a_list_hangs_under_its_first_word() -> None:
    """Wrapped lines keep the indent."""
    block = Block(line("un deux trois"), indent=2, bullet=DOT)
    assert drawn(Sheet(block), 15) == ["  · un deux", "    trois"]


@pytest.mark.parametrize("text", ["Vous partez ?", "Voici :", "Oui !", "« Oui »"])
def test_french_signs_never_stand_alone(text: str) -> None:
    """The word before goes with them to the next line."""
    lines = drawn(Sheet(paragraph(f"abcd {text}")), len(text) + 3)
    assert not any(each.strip() in {"?", ":", "!", "»", "«"} for each in lines)


def test_a_sheet_is_as_high_as_it_is_drawn() -> None:
    """Or it would be cut."""
    sheet = Sheet(heading("Titre"), paragraph("un deux trois quatre"), *listed("Liste", ["a", "b"]))
    assert [sheet.get_height({}, width) for width in (10, 20, 60)] == [
        len(drawn(sheet, width)) for width in (10, 20, 60)
    ]


def test_an_empty_list_has_no_title() -> None:
    """Nothing is announced that does not come."""
    assert listed("Pièges", []) == []


@pytest.mark.parametrize("width", [1, 2, 5])
def test_a_sheet_survives_any_width(width: int) -> None:
    """A terminal may be made as small as that."""
    assert drawn(Sheet(Block(line("Bonjour"), indent=34, bullet=DOT)), width)


def test_text_is_cleaned_and_its_outer_spaces_kept() -> None:
    """They hold the columns."""
    assert clean(" a\x1bb\nc ") == " a\ufffdb c "


class Lists(App[None]):
    """A list alone."""

    def compose(self) -> ComposeResult:
        """One list."""
        yield Rows()


def rows(*names: str | None) -> list[tuple[Row, str | None]]:
    """Rows by those ids; None is a heading."""
    return [(Row((line(name or "mois"), line())), name) for name in names]


async def chosen(*fills: tuple[list[tuple[Row, str | None]], str | None], keys: tuple[str, ...] = ()) -> str | None:
    """Where the cursor is after a list was filled, keys pressed, and filled again."""
    async with Lists().run_test() as pilot:
        found = pilot.app.query_one(Rows)
        first, *more = fills
        found.refill(*first)
        await pilot.press(*keys)
        for each in more:
            found.refill(*each)
        return found.chosen


async def test_the_cursor_starts_on_the_first_row_that_is_no_heading() -> None:
    """A month can't be opened."""
    assert await chosen((rows(None, "a", "b"), None)) == "a"


async def test_the_cursor_stays_on_its_row_when_the_list_is_filled_again() -> None:
    """Even when it moved."""
    assert await chosen((rows("a", "b", "c"), None), (rows("x", "a", "b", "c"), None), keys=("down",)) == "b"


async def test_the_cursor_goes_where_it_is_sent() -> None:
    """To what comes next, on opening a plan."""
    assert await chosen((rows("a", "b", "c"), "c")) == "c"


async def test_the_cursor_goes_to_the_row_after_one_that_left() -> None:
    """Or to the last."""
    assert await chosen((rows("a", "b", "c"), None), (rows("a", "c"), None), keys=("down",)) == "c"
    assert await chosen((rows("a", "b"), None), (rows("a"), None), keys=("down",)) == "a"


async def test_an_empty_list_has_no_cursor() -> None:
    """There is nothing to choose."""
    assert await chosen(([], None)) is None
