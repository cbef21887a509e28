"""Every warning: raised where it should be, silent where it should not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import TODAY, a_plan, a_situation, a_template

from demenagement.domain.deadline import Confidence
from demenagement.domain.plan import Caution, Standing
from demenagement.domain.standing import Happened

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate

NOTICE = a_template("lease-notice", side="leaving", due="lease.notice_latest")
CAR = a_template("vehicle-registration", due="move.day + 1 months")
CHANGED = date(2023, 8, 25)


def warned(*templates: StepTemplate, today: date = TODAY, **tables: Any) -> tuple[Caution, ...]:  # noqa: ANN401 # any facts
    """The warnings over these facts, with the notice as the only step unless others are given."""
    changed = tables.pop("zone_changed", None)
    happened = tables.pop("happened", None)
    situation = a_situation(today, changed, **tables)
    return a_plan(*(templates or (NOTICE,)), situation=situation, happened=happened).warnings


def codes(*templates: StepTemplate, **how: Any) -> list[str]:  # noqa: ANN401 # idem
    """Their codes, in order."""
    return [caution.code for caution in warned(*templates, **how)]


def tenant(**facts: Any) -> dict[str, Any]:  # noqa: ANN401 # any fact of the old home
    """A tenant who unfurnished and wants to leave at the end of June."""
    return {"tenure": "tenant", "lease": "unfurnished", "wanted_end": date(2027, 6, 30), **facts}


def test_nothing_wrong_nothing_said() -> None:
    """A plan that is in time has no warning."""
    assert codes(leaving=tenant(notice_ground="none")) == []


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"notice_posted": date(2027, 1, 8), "notice_received": False}, "unclaimed"),
        ({"notice_by": "email"}, "email"),
        ({"notice_by": "email", "notice_received": date(2027, 1, 12)}, "email"),
    ],
)
def test_a_void_notice_is_said_with_its_cause(facts: dict[str, Any], cause: str) -> None:
    """Before it is sent as well as after."""
    found = warned(leaving=tenant(notice_ground="none", **facts))
    assert Caution("notice-void", "lease-notice", details=(("cause", cause),)) in found


@pytest.mark.parametrize("tenure", ["owner", "hosted"])
def test_who_has_no_lease_has_no_void_notice(tenure: str) -> None:
    """A fact left over from another life of the dossier."""
    assert "notice-void" not in codes(leaving={"tenure": tenure, "notice_by": "email"})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"notice_ground": "health", "ground_proven": False}, ["ground-unproven"]),
        ({"notice_ground": "health", "ground_proven": True}, []),
        ({"notice_ground": "health"}, []),
        ({"notice_ground": "zone", "zone": "none"}, ["ground-not-met"]),
        ({"notice_ground": "zone", "zone": "tourist"}, ["zone-tourist-tier"]),
        ({"notice_ground": "zone", "zone": "tight"}, []),
        ({"notice_ground": "none", "zone": "tourist"}, []),
    ],
)
def test_a_ground_that_does_not_hold_is_said(facts: dict[str, Any], expected: list[str]) -> None:
    """And which way it fails."""
    assert expected == codes(leaving=tenant(**facts))


def test_a_furnished_lease_is_warned_of_no_ground() -> None:
    """None is needed."""
    assert codes(leaving=tenant(lease="furnished", notice_ground="health", ground_proven=False)) == []


@pytest.mark.parametrize(
    ("signed", "expected"),
    [(date(2021, 6, 1), ["zone-changed"]), (date(2023, 8, 25), []), (date(2024, 5, 1), []), (None, [])],
)
def test_a_class_that_changed_since_the_signature_is_said(signed: date | None, expected: list[str]) -> None:
    """No text says which class holds then."""
    facts = tenant(notice_ground="zone", zone="tight", signed=signed)
    assert expected == codes(leaving=facts, zone_changed=CHANGED)


@pytest.mark.parametrize("facts", [{"lease": "furnished"}, {"notice_ground": "health"}])
def test_a_class_that_decides_nothing_is_not_said(facts: dict[str, Any]) -> None:
    """A furnished lease, or another ground."""
    facts = tenant(**{"notice_ground": "zone", "zone": "tight", "signed": date(2021, 6, 1), **facts})
    assert codes(leaving=facts, zone_changed=CHANGED) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 6, 1), ["housing-aid-month-lost"]),
        (date(2027, 6, 3), ["housing-aid-month-lost"]),
        (date(2027, 6, 4), []),
        (date(2027, 5, 31), []),
    ],
)
def test_keys_in_the_first_three_days_lose_a_month_of_aid(day: date, expected: list[str]) -> None:
    """The right opens on the first of the next month."""
    assert expected == codes(
        move={"day": date(2027, 6, 30)},
        arriving={"tenure": "tenant", "keys": day},
        household={"benefits": ("housing-aid",)},
    )


@pytest.mark.parametrize("household", [{}, {"benefits": ()}, {"benefits": ("family",)}])
def test_who_has_no_housing_aid_loses_none(household: dict[str, Any]) -> None:
    """Unknown is not claimed."""
    assert codes(move={"day": date(2027, 6, 1)}, arriving={"tenure": "tenant"}, household=household) == []


def test_two_rents_at_once_are_said_with_the_sum() -> None:
    """From the new keys to the old end, both included."""
    found = warned(
        leaving=tenant(notice_ground="none", rent=Decimal("840.00"), charges=Decimal("60.00")),
        arriving={"tenure": "tenant", "keys": date(2027, 6, 16)},
        move={"day": date(2027, 6, 20)},
    )
    assert [("overlap-rent", Decimal("450.00"))] == [(caution.code, caution.amount) for caution in found]


def test_two_rents_of_an_unknown_sum_are_said_all_the_same() -> None:
    """Without the amount."""
    found = warned(leaving=tenant(notice_ground="none"), arriving={"tenure": "tenant"})
    assert [(caution.code, caution.amount) for caution in found] == [("overlap-rent", None)]


@pytest.mark.parametrize(
    "arriving", [{"tenure": "owner"}, {"tenure": "hosted"}, {}, {"tenure": "tenant", "keys": date(2027, 7, 1)}]
)
def test_one_rent_is_no_overlap(arriving: dict[str, Any]) -> None:
    """An owner pays none; keys after the end neither."""
    tables = {"leaving": tenant(notice_ground="none"), "arriving": arriving, "move": {"day": date(2027, 7, 2)}}
    assert "overlap-rent" not in codes(**tables)


@pytest.mark.parametrize(
    "tables",
    [
        {"arriving": {"signed": date(2027, 5, 2), "keys": date(2027, 5, 1)}},
        {"arriving": {"bought": date(2027, 5, 2), "keys": date(2027, 5, 1)}},
        {"leaving": {"notice_posted": date(2027, 1, 12), "notice_received": date(2027, 1, 8)}},
        {"leaving": {"keys": date(2027, 5, 9), "deposit_returned": date(2027, 5, 1)}},
    ],
)
def test_dates_in_the_wrong_order_disagree(tables: dict[str, Any]) -> None:
    """Keys before the signature, a letter received before it was posted."""
    assert "dates-disagree" in codes(CAR, **tables)


@pytest.mark.parametrize(
    ("tables", "days"),
    [
        ({"leaving": tenant(lease="furnished", wanted_end=date(2027, 3, 31))}, 59),
        ({"leaving": {"tenure": "owner", "sold": date(2027, 5, 1)}}, 28),
        ({"leaving": tenant(keys=date(2027, 5, 28))}, 1),
    ],
)
def test_a_home_that_is_left_before_the_move_is_said(tables: dict[str, Any], days: int) -> None:
    """With how many days there are to spend elsewhere."""
    found = warned(CAR, move={"day": date(2027, 5, 29)}, **tables)
    (caution,) = [caution for caution in found if caution.code == "home-left-first"]
    assert dict(caution.details)["days"] == days


@pytest.mark.parametrize(
    ("today", "move"),
    [
        (date(2027, 2, 1), {"day": date(2027, 5, 28)}),
        (date(2027, 5, 30), {"day": date(2027, 5, 29)}),
        (date(2027, 2, 1), {"day": date(2027, 5, 29), "who": "one-adult"}),
        (date(2027, 2, 1), {"day": date(2027, 5, 29), "kind": "temporary"}),
        (date(2027, 2, 1), {}),
    ],
)
def test_nobody_is_without_a_home_where_one_is_kept_or_the_move_is_over(today: date, move: dict[str, Any]) -> None:
    """On the day itself there is no gap, afterwards nothing to warn of."""
    assert "home-left-first" not in codes(CAR, today=today, move=move, leaving=tenant(keys=date(2027, 5, 28)))


def test_keys_that_are_held_after_the_end_of_the_lease_are_said() -> None:
    """Each day more may be charged."""
    facts = tenant(notice_ground="none", keys=date(2027, 7, 4))
    assert "keys-after-end" in codes(leaving=facts, move={"day": date(2027, 6, 30)})
    assert "keys-after-end" not in codes(leaving={**facts, "keys": date(2027, 6, 30)})


def test_dates_on_one_day_agree() -> None:
    """Signed, keys in hand and moved in on one day."""
    day = date(2027, 5, 8)
    assert (
        codes(CAR, arriving={"signed": day, "keys": day, "inventory": day}, move={"day": day, "delivered": day}) == []
    )


@pytest.mark.parametrize(
    ("tables", "fact"),
    [
        ({"leaving": {"wanted_end": date(2027, 1, 31)}}, "leaving.wanted_end"),
        ({"move": {"election": date(2027, 1, 31)}}, "move.election"),
        ({"move": {"day": date(2026, 5, 8)}}, "move.day"),
    ],
)
def test_a_date_that_should_lie_ahead_and_does_not_is_said(tables: dict[str, Any], fact: str) -> None:
    """Today itself is no past."""
    found = [dict(caution.details)["fact"] for caution in warned(**tables) if caution.code == "date-in-past"]
    assert [fact] == found


def test_today_is_not_in_the_past() -> None:
    """The moving day itself."""
    assert codes(move={"day": TODAY}) == []


def test_a_wish_that_was_posted_in_time_is_not_in_the_past() -> None:
    """It is history then."""
    facts = tenant(lease="furnished", wanted_end=date(2027, 1, 31), notice_received=date(2026, 12, 15))
    assert "date-in-past" not in codes(leaving=facts)


def test_a_missed_last_day_is_said_for_its_step() -> None:
    """With the day."""
    found = warned(CAR, today=date(2027, 6, 9), move={"day": date(2027, 5, 8)})
    assert (
        Caution("window-missed", "vehicle-registration", details=(("day", date(2027, 6, 8)), ("lost", False))) in found
    )


@pytest.mark.parametrize(
    ("today", "happened"),
    [
        (date(2027, 6, 8), {}),
        (date(2027, 6, 9), {"vehicle-registration": Happened(Standing.DONE)}),
        (date(2027, 6, 9), {"vehicle-registration": Happened(Standing.SENT)}),
        (date(2027, 6, 9), {"vehicle-registration": Happened(Standing.SKIPPED)}),
    ],
)
def test_a_window_is_not_missed_on_its_last_day_nor_by_what_was_done(
    today: date, happened: dict[str, Happened]
) -> None:
    """A last day is past and nothing was done: both."""
    assert "window-missed" not in codes(CAR, today=today, happened=happened)


@pytest.mark.parametrize(("today", "expected"), [(date(2027, 11, 21), []), (date(2027, 11, 22), ["rule-stale"])])
def test_a_rule_is_stale_a_day_over_a_year_after_it_was_checked(today: date, expected: list[str]) -> None:
    """Checked on 21 November 2026."""
    assert expected == codes(a_template("bank"), today=today, move={})


def test_an_unverified_rule_is_said() -> None:
    """Of the step that stands on it."""
    assert [Caution("unverified-rule", "bank")] == [*warned(a_template("bank", confidence=Confidence.UNVERIFIED))]


def test_a_length_that_was_not_verified_makes_its_steps_unverified() -> None:
    """What CROUS residences ask."""
    assert [Caution("unverified-rule", "lease-notice")] == [*warned(leaving=tenant(lease="crous"))]


def test_a_landlords_notice_is_warned_of_no_ground() -> None:
    """The tenant states none."""
    facts = tenant(given_by="landlord", lease_term=date(2027, 8, 31), notice_ground="zone", zone="none")
    assert codes(leaving=facts) == []
