"""Conditions over facts: true, false or unknown, and nothing that Python could be made to do by them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_dossier
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.condition import Condition, ConditionInvalid, parse
from demenagement.domain.facts import Unknown

ASKED = Unknown(("leaving.social",))
TRUTH = {"t": "leaving.condominium", "f": "leaving.loan", "u": "leaving.social"}
VALUES: dict[str, bool | Unknown] = {"t": True, "f": False, "u": ASKED}


def held(text: str, **tables: object) -> bool | Unknown:
    """What the condition gives over these facts, on 1 February 2027."""
    leaving = {"condominium": True, "loan": False}
    dossier = a_dossier(**{"leaving": leaving, **tables})
    scope = {
        "move": dossier.move,
        "leaving": dossier.leaving,
        "household": dossier.household,
        "accounts": dossier.accounts,
        "today": date(2027, 2, 1),
    }
    return parse(text).holds(scope)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        *(("t", "t", "t"), ("t", "f", "f"), ("t", "u", "u")),
        *(("f", "t", "f"), ("f", "f", "f"), ("f", "u", "f")),
        *(("u", "t", "u"), ("u", "f", "f"), ("u", "u", "u")),
    ],
)
def test_and_is_unknown_only_where_the_unknown_decides(left: str, right: str, expected: str) -> None:
    """False and unknown is false, whichever comes first."""
    assert VALUES[expected] == held(f"{TRUTH[left]} and {TRUTH[right]}")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        *(("t", "t", "t"), ("t", "f", "t"), ("t", "u", "t")),
        *(("f", "t", "t"), ("f", "f", "f"), ("f", "u", "u")),
        *(("u", "t", "t"), ("u", "f", "u"), ("u", "u", "u")),
    ],
)
def test_or_is_unknown_only_where_the_unknown_decides(left: str, right: str, expected: str) -> None:
    """True or unknown is true, whichever comes first."""
    assert VALUES[expected] == held(f"{TRUTH[left]} or {TRUTH[right]}")


@pytest.mark.parametrize(("operand", "expected"), [("t", "f"), ("f", "t"), ("u", "u")])
def test_not_leaves_the_unknown_unknown(operand: str, expected: str) -> None:
    """Nobody knows the contrary of what nobody knows."""
    assert VALUES[expected] == held(f"not {TRUTH[operand]}")


@pytest.mark.parametrize(("operand", "expected"), [("t", True), ("f", False), ("u", True)])
def test_presumed_is_true_unless_known_to_be_false(operand: str, expected: bool) -> None:
    """Where nearly every household is concerned, asking would be noise."""
    assert expected == held(f"presumed({TRUTH[operand]})")


@pytest.mark.parametrize(("operand", "expected"), [("t", True), ("f", True), ("u", False)])
def test_known_tells_whether_somebody_said(operand: str, expected: bool) -> None:
    """That there is none is known too."""
    assert expected == held(f"known({TRUTH[operand]})")


def test_a_long_conjunction_asks_the_first_fact_that_is_missing() -> None:
    """The most general fact stands first, and is asked first."""
    assert Unknown(("leaving.tenure",)) == held('leaving.tenure == "owner" and leaving.social')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("True", True),
        ('leaving.tenure == "tenant"', True),
        ('leaving.tenure != "tenant"', False),
        ('leaving.tenure in ("tenant", "residence")', True),
        ('leaving.tenure not in ("tenant", "residence")', False),
        ("leaving.rent > 0", True),
        ("leaving.rent <= 0", False),
        ("leaving.keys <= today", True),
        ("leaving.keys < today", False),
        ('move.forwarding.from == "x"', False),
        ("leaving.rent > leaving.tenure", False),
        ("len(household.pets) == 2", True),
        ("len(leaving.tenure) > 0", False),
        ('any(pet.kind == "cat" for pet in household.pets)', True),
        ('any(pet.kind == "ferret" for pet in household.pets)', False),
        ('any(benefit == "rsa" for benefit in household.benefits)', True),
    ],
)
def test_a_condition_over_known_facts(text: str, expected: bool) -> None:
    """Comparisons of unlike things are false, never an error."""
    found = held(
        text,
        move={"forwarding": False},
        leaving={"tenure": "tenant", "rent": 840, "keys": date(2027, 2, 1)},
        household={"pets": [{"kind": "dog"}, {"kind": "cat"}], "benefits": ("rsa",)},
    )
    assert expected == found


def test_what_lies_below_a_there_is_none_is_false() -> None:
    """No gas contract has no supplier: nothing to ask."""
    assert held('leaving.gas.supplier == "engie"', leaving={"gas": False}) is False


def test_an_unknown_table_asks_for_the_table() -> None:
    """First whether there is gas, then who sells it."""
    assert Unknown(("leaving.gas",)) == held('leaving.gas.supplier == "engie"')


def test_any_over_an_unknown_list_asks_for_the_list() -> None:
    """Who knows whether there are pets?"""
    assert Unknown(("household.pets",)) == held('any(pet.kind == "cat" for pet in household.pets)')


def test_any_asks_by_the_members_own_name() -> None:
    """A question says whom it is about."""
    pets = {"pets": [{"name": "Filou"}, {"kind": "dog", "name": "Rex"}]}
    asked = Unknown(("household.pets.filou.kind",))
    assert asked == held('any(pet.kind == "cat" for pet in household.pets)', household=pets)


def test_any_is_true_as_soon_as_one_member_is() -> None:
    """What the others are no longer matters."""
    pets = {"pets": [{"name": "Filou"}, {"kind": "cat", "name": "Mimi"}]}
    assert held('any(pet.kind == "cat" for pet in household.pets)', household=pets) is True


def test_any_over_nobody_is_false() -> None:
    """An empty list is known."""
    assert held('any(pet.kind == "cat" for pet in household.pets)', household={"pets": ()}) is False


def test_an_account_is_read_by_its_slug() -> None:
    """Accounts are a table of tables."""
    assert held('accounts.edf.reference == "1-2"', accounts={"edf": {"reference": "1-2"}}) is True


def test_a_condition_tells_the_facts_it_reads() -> None:
    """So that plan files are checked; a member of a loop's list is named as the list's own facts are."""
    text = 'leaving.tenure == "tenant" and any(pet.kind == "cat" for pet in household.pets) and move.forwarding.from'
    assert {"leaving.tenure", "household.pets", "household.pets.kind", "move.forwarding.from"} == parse(text).paths


@pytest.mark.parametrize(
    "text",
    [
        "leaving.tenure ==",
        "leaving.__class__ == 'owner'",
        "any(pet.__class__ for pet in household.pets)",
        'leaving.tenure = "tenant"',
        "import os",
        "lambda: 1",
        "[1, 2]",
        "{1: 2}",
        "1 + 1",
        "leaving.rent * 2 > 1",
        "-1 < leaving.rent",
        "1 < leaving.rent < 2",
        "leaving['tenure']",
        "leaving.tenure if True else False",
        'f"{leaving.tenure}"',
        "(x := leaving.tenure)",
        "leaving.tenure is None",
        "None",
        "1.5 < leaving.rent",
        'b"x" == leaving.tenure',
        "await leaving.tenure",
        "*leaving",
        "any(pet.kind for pet in household.pets if pet.kind)",
        "any(a.kind for a in household.pets for b in household.pets)",
        "any([pet.kind for pet in household.pets])",
        "any(household.pets)",
        "len(household.pets, household.pets)",
        "len()",
        "len(obj=household.pets)",
        'pet.kind in ("dog")',
        'pet.kind not in ("dog")',
        'pet.kind = "dog"',
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    """Only the small part of Python that a condition needs."""
    with pytest.raises(ConditionInvalid):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "print(1)",
        "__import__('os')",
        "leaving.tenure.upper()",
        "().__class__",
        '"".join(household.pets)',
        "open('/etc/passwd')",
        "eval('1')",
        "known.__globals__('x')",
        "(lambda: 1)()",
    ],
)
def test_no_call_but_the_four_known_ones(text: str) -> None:
    """A plan file is data: it starts nothing."""
    with pytest.raises(ConditionInvalid):
        parse(text)


@pytest.mark.parametrize("value", [None, 1, True, ["True"]])
def test_only_a_text_is_a_condition(value: object) -> None:
    """A plan file may hold any value there."""
    with pytest.raises(ConditionInvalid):
        parse(value)


@pytest.mark.parametrize("text", ["", "  True  ", "move.day <= today"])
def test_a_condition_keeps_its_text(text: str) -> None:
    """Problems quote it as it was written."""
    assert text == parse(text).text


def test_two_readings_of_a_text_read_the_same_facts() -> None:
    """Reading twice changes nothing."""
    first, second = parse("leaving.rent > 0"), parse("leaving.rent > 0")
    assert isinstance(first, Condition)
    assert (first.text, first.paths) == (second.text, second.paths)


_LEAVES = st.sampled_from(["t", "f", "u"])
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda tree: ("not", tree)), st.tuples(st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=12,
)


def _text(tree: object) -> str:
    match tree:
        case str() as leaf:
            return TRUTH[leaf]
        case ("not", operand):
            return f"(not {_text(operand)})"
        case (word, left, right):
            return f"({_text(left)} {word} {_text(right)})"
    raise AssertionError(tree)


def _kleene(tree: object) -> bool | None:
    """The three-valued logic of the textbook, None for unknown."""
    match tree:
        case str() as leaf:
            return {"t": True, "f": False, "u": None}[leaf]
        case ("not", operand):
            found = _kleene(operand)
            return None if found is None else not found
        case ("and", left, right):
            both = (_kleene(left), _kleene(right))
            return False if False in both else None if None in both else True
        case (_, left, right):
            both = (_kleene(left), _kleene(right))
            return True if True in both else None if None in both else False
    raise AssertionError(tree)


@given(tree=_TREES)
def test_any_condition_follows_three_valued_logic(tree: object) -> None:
    """However deep it is nested."""
    found = held(_text(tree))
    assert _kleene(tree) == (None if isinstance(found, Unknown) else found)


BORN = {"household": {"adults": [{"name": "Lou", "born": date(2001, 3, 2)}, {"name": "Max"}]}}


@pytest.mark.parametrize(
    ("move", "years"),
    [({}, 25), ({"day": date(2027, 3, 1)}, 25), ({"day": date(2027, 3, 2)}, 26), ({"day": date(2026, 3, 1)}, 24)],
)
def test_an_age_is_counted_on_the_moving_day_or_today(move: dict[str, date], years: int) -> None:
    """In whole years: the birthday itself counts."""
    table = {"household": {"adults": BORN["household"]["adults"][:1]}, "move": move}
    assert held(f"any(age(adult) == {years} for adult in household.adults)", **table) is True


def test_an_age_that_nobody_told_asks_for_the_birth() -> None:
    """Of that member, where no other decides."""
    assert held("any(age(adult) < 18 for adult in household.adults)", **BORN) == Unknown(("household.adults.max.born",))
    assert held("any(age(adult) < 30 for adult in household.adults)", **BORN) is True


def test_nothing_but_a_member_has_an_age() -> None:
    """It is refused when the file is read."""
    with pytest.raises(ConditionInvalid):
        parse("age(move.day) > 3")


def test_or_asks_for_all_that_could_tell() -> None:
    """Any of them may be the one; `and` asks for the first only, for a no ends it."""
    facts = ("household.boat", "household.drone")
    assert held("household.boat or household.drone") == Unknown(facts)
    assert held("household.boat and household.drone") == Unknown(facts[:1])
