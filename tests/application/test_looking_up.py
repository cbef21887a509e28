"""Look-ups: asked only where allowed, kept with their day, and never a condition of anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from demenagement.application.looking_up import LookedUp, LookingUp
from demenagement.application.lookup_ports import KeptAnswer
from demenagement.domain.communes import Commune
from demenagement.domain.lookups import SERVICES
from demenagement.domain.offices import PublicOffice
from demenagement.errors import LookUpUnreachable, NotAllowed, NotFound, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.bootstrap import Product
    from demenagement.domain.lookups import Service

TODAY = date(2027, 5, 24)
CAF = PublicOffice(ident="a", kind="caf", name="Caf", competent=True, visit=("1 rue du Modèle", "44000 Nantes"))


@dataclass
class ScriptedServices:
    """Answers with what it was told, or raises it; remembers what was asked."""

    found: tuple[Any, ...] = ()
    fault: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def _answer(self, *question: str) -> tuple[Any, ...]:
        self.asked.append(question)
        if self.fault is not None:
            raise self.fault
        return self.found

    async def addresses(self, text: str) -> tuple[Any, ...]:
        """Addresses."""
        return self._answer("addresses", text)

    async def communes(self, text: str) -> tuple[Any, ...]:
        """Communes."""
        return self._answer("communes", text)

    async def offices(self, kind: str, insee: str) -> tuple[Any, ...]:
        """Offices."""
        return self._answer("directory", kind, insee)

    async def distributors(self, insee: str) -> tuple[Any, ...]:
        """Distributors."""
        return self._answer("distributors", insee)

    async def letters(self, numbers: Sequence[str]) -> tuple[Any, ...]:
        """Letters."""
        return self._answer("letters", *numbers)


@dataclass
class MemoryAnswers:
    """Keeps answers in memory; `full` when nothing more can be written."""

    full: bool = False
    answers: dict[tuple[str, ...], KeptAnswer] = field(default_factory=dict)

    def recall(self, service: Service, question: Sequence[str]) -> KeptAnswer | None:
        """What was answered last."""
        return self.answers.get((service, *question))

    def keep(self, service: Service, question: Sequence[str], answer: KeptAnswer) -> None:
        """Put it in place."""
        if self.full:
            raise StorageFailed("x", "full")
        self.answers[(service, *question)] = answer

    def forget(self) -> int:
        """Nothing is left."""
        self.answers.clear()
        return 0


class World:
    """The use cases over scripted services, with the communes that ship."""

    def __init__(self, product: Product, *allowed: str, full: bool = False, **services: Any) -> None:  # noqa: ANN401 # those of ScriptedServices
        self.online, self.kept = ScriptedServices(**services), MemoryAnswers(full)
        self.use = LookingUp(self.online, self.kept, lambda: product.gazetteer, lambda service: service in allowed)


async def test_nothing_is_asked_that_is_not_allowed(product: Product) -> None:
    """And that is said."""
    world = World(product)
    for asking in (
        world.use.office("caf", "nantes", TODAY),
        world.use.distributor("nantes", TODAY),
        world.use.letters(["1A34567890123"], TODAY),
    ):
        with pytest.raises(NotAllowed) as refused:
            await asking
        assert refused.value.reason == "lookup-closed"
    await world.use.address("12 rue du Modèle 44000 Nantes", TODAY)
    await world.use.commune("nantes", TODAY)
    assert (world.online.asked, world.kept.answers) == ([], {})


async def test_an_address_that_may_not_be_asked_is_what_was_typed(product: Product) -> None:
    """Taken apart, with the commune that the shipped list gives."""
    looked = await World(product).use.address("  12 rue du Modèle,  44000 Nantes ", TODAY)
    (place,) = looked.found
    assert (looked.origin, place.kind, place.score) == ("typed", "typed", None)
    assert (place.street, place.postcode, place.city, place.insee) == ("12 rue du Modèle", "44000", "Nantes", "44109")


async def test_a_commune_that_may_not_be_asked_comes_from_the_shipped_list(product: Product) -> None:
    """By its name, its postcode or its code."""
    use = World(product).use
    found = [(await use.commune(text, TODAY)).found[0].insee for text in ("nantes", "44000", "44109")]
    assert found == ["44109"] * 3


async def test_an_answer_is_kept_with_its_day_and_not_asked_again(product: Product) -> None:
    """As long as it is fresh."""
    world = World(product, "directory", found=(CAF,))
    asked = await world.use.office("caf", "Nantes", TODAY)
    kept = await world.use.office("caf", "44000", TODAY + timedelta(days=6))
    assert (asked.origin, asked.day, kept) == ("asked", TODAY, LookedUp("directory", (CAF,), "kept", TODAY))
    assert world.online.asked == [("directory", "caf", "44109")]


@pytest.mark.parametrize("days", [7, -1])
async def test_an_answer_that_is_not_fresh_is_asked_again(days: int, product: Product) -> None:
    """Nor does one of tomorrow count: the clock was wrong then, or is now."""
    world = World(product, "directory", found=(CAF,))
    for day in (TODAY, TODAY + timedelta(days=days)):
        assert (await world.use.office("caf", "nantes", day)).origin == "asked"


async def test_a_letter_is_always_asked_again(product: Product) -> None:
    """It moves."""
    world = World(product, "letters")
    for number in ("1a 34567 890123", "1A34567890123"):
        await world.use.letters([number], TODAY)
    assert world.online.asked == [("letters", "1A34567890123")] * 2


async def test_an_older_answer_stands_in_for_a_service_that_is_down(product: Product) -> None:
    """With its day, and with what is wrong."""
    world = World(product, "directory", found=(CAF,))
    await world.use.office("caf", "nantes", TODAY)
    world.online.fault = LookUpUnreachable("directory")
    looked = await world.use.office("caf", "nantes", TODAY + timedelta(days=90))
    assert (looked.origin, looked.day, looked.found, looked.fault) == ("kept", TODAY, (CAF,), world.online.fault)


async def test_without_an_older_answer_what_is_known_stands_in(product: Product) -> None:
    """And where nothing is known, the trouble is told."""
    world = World(product, *SERVICES, fault=LookUpUnreachable("x"))
    looked = await world.use.commune("nantes", TODAY)
    assert (looked.origin, looked.found[0], looked.fault) == (
        "shipped",
        Commune("44109", "Nantes", ("44000", "44100", "44200", "44300")),
        world.online.fault,
    )
    assert (await world.use.address("12 rue du Modèle", TODAY)).origin == "typed"
    with pytest.raises(LookUpUnreachable):
        await world.use.distributor("nantes", TODAY)


async def test_an_answer_that_can_t_be_kept_is_an_answer(product: Product) -> None:
    """A full disk is no reason to withhold it."""
    world = World(product, "directory", found=(CAF,), full=True)
    assert (await world.use.office("caf", "nantes", TODAY)).found == (CAF,)


@pytest.mark.parametrize("text", ["", "  ", "ab", "?abc", "x" * 201])
async def test_too_little_to_search_for_is_told(text: str, product: Product) -> None:
    """Before anything is asked."""
    world = World(product, *SERVICES)
    with pytest.raises(NotAllowed, match="lookup-text"):
        await world.use.address(text, TODAY)
    assert world.online.asked == []


@pytest.mark.parametrize("number", ["", "123", "1A3456789012,1B34567890123", "1A/34567890", "x" * 21])
async def test_what_is_no_tracking_number_is_told(number: str, product: Product) -> None:
    """It becomes a part of an address."""
    world = World(product, *SERVICES)
    with pytest.raises(NotAllowed, match="lookup-number"):
        await world.use.letters([number], TODAY)
    assert world.online.asked == []


@pytest.mark.parametrize("text", ["nantes", "NANTES", "44000", "44000 Nantes", "Nantes 44200", "44109"])
def test_a_commune_is_named_in_many_ways(text: str, product: Product) -> None:
    """Name, postcode, both, or code."""
    assert World(product).use.commune_named(text).insee == "44109"


@pytest.mark.parametrize(
    ("text", "insee"), [("2a004", None), ("2A004", "2A004"), ("75056", "75056"), ("21231", "21231")]
)
def test_a_code_is_told_from_a_postcode(text: str, insee: str | None, product: Product) -> None:
    """Where no postcode is written so."""
    if insee is None:
        with pytest.raises(NotFound):
            World(product).use.commune_named(text)
    else:
        assert World(product).use.commune_named(text).insee == insee


@pytest.mark.parametrize(
    ("text", "kind", "near"),
    [
        ("Saint-Denis", "one-commune", "Saint-Denis (93066)"),
        ("51300", "one-commune", "("),
        ("44000 Dijon", "commune", "Dijon (21231)"),
        ("Nanterr", "commune", "Nanterre (92050)"),
    ],
)
def test_several_communes_are_never_one(text: str, kind: str, near: str, product: Product) -> None:
    """They are named instead."""
    with pytest.raises(NotFound) as caught:
        World(product).use.commune_named(text)
    assert (caught.value.kind, any(near in each for each in caught.value.near)) == (kind, True)


def test_a_commune_that_does_not_exist_is_none(product: Product) -> None:
    """Nothing is near it."""
    with pytest.raises(NotFound) as caught:
        World(product).use.commune_named("Xyzzyville")
    assert (caught.value.kind, caught.value.near) == ("commune", ())
