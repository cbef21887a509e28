"""Bringing in the list of rent zones: kept when it is sound, and nothing changed when it is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from fakes import NoHttp

from demenagement.adapter import Answer
from demenagement.application.zoning import Zoning
from demenagement.domain.zoning import ZoneList
from demenagement.errors import FilesInvalid, ListUnreachable, OutcomeUnknown, Problem, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 11, 24)
ADDRESS, PAGE = "https://listes.exemple.fr/2025.csv", "https://exemple.fr/listes"


class Shelf:
    """The ZoneLists port, in memory."""

    found: ZoneList | None = None

    def read(self) -> ZoneList | None:
        """What was kept last."""
        return self.found

    def keep(self, found: ZoneList) -> None:
        """From now on."""
        self.found = found


class Answers(NoHttp):
    """A way out on which one answer comes, or one error; remembers what was asked."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    async def request(self, method: str, path: str, **_given: Any) -> Answer:  # noqa: ANN401 # whatever is asked
        """The answer."""
        self.asked.append((method, path))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def answered(content: bytes, status: int = 200) -> Answers:
    """A server that answers so."""
    headers: Mapping[str, str] = {}
    return Answers(Answer(status, headers, content))


def read(content: bytes, source: str, today: date) -> ZoneList:
    """A reader that knows one commune a line, and no empty file."""
    if not content:
        raise FilesInvalid((Problem(source, "", "zone-not-a-list"),))
    return ZoneList(dict.fromkeys(content.decode().split(), "tight"), False, source, today)  # noqa: FBT003 # not whole


@pytest.fixture
def zoning() -> Zoning:
    """The use cases over an empty shelf."""
    return Zoning(read, Shelf())


def test_a_list_is_kept_when_it_is_sound(zoning: Zoning) -> None:
    """With where it came from and when."""
    taken = zoning.take_in(b"33063", "liste.csv", TODAY)
    assert (taken, zoning.lists.read()) == (taken, taken)
    assert (taken.source, taken.imported_on) == ("liste.csv", TODAY)


async def test_the_official_list_is_fetched_and_kept(zoning: Zoning) -> None:
    """By one question, at the address given."""
    http = answered(b"33063 75056")
    taken = await zoning.refresh(http, ADDRESS, TODAY, PAGE)
    assert (http.asked, zoning.lists.read(), taken.source) == ([("GET", ADDRESS)], taken, ADDRESS)


@pytest.mark.parametrize(
    ("http", "detail"),
    [
        (Answers(Unavailable("x")), ""),
        (Answers(Unavailable("x", "fermé")), "fermé"),
        (Answers(OutcomeUnknown("x")), ""),
        (answered(b"33063", 404), "HTTP 404"),
        (answered(b"33063", 204), "HTTP 204"),
    ],
)
async def test_a_list_that_can_t_be_fetched_changes_nothing(http: Answers, detail: str, zoning: Zoning) -> None:
    """The one there was stays, and the person is told where else to find it."""
    kept = zoning.take_in(b"33063", "liste.csv", TODAY)
    with pytest.raises(ListUnreachable) as caught:
        await zoning.refresh(http, ADDRESS, TODAY, PAGE)
    assert (caught.value.provider, caught.value.detail, caught.value.facts["page"]) == (ADDRESS, detail, PAGE)
    assert zoning.lists.read() == kept


async def test_a_list_that_is_none_changes_nothing(zoning: Zoning) -> None:
    """Whoever gave it."""
    kept = zoning.take_in(b"33063", "liste.csv", TODAY)
    with pytest.raises(FilesInvalid):
        zoning.take_in(b"", "vide.csv", TODAY)
    with pytest.raises(FilesInvalid):
        await zoning.refresh(answered(b""), ADDRESS, TODAY)
    assert zoning.lists.read() == kept
