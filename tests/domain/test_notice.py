"""How long a notice is, from when to when, and what makes it void."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_situation
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.deadline import Anchor, Confidence, because
from demenagement.domain.lease import lease_end, notice_latest, notice_posting
from demenagement.domain.move import Landlord
from demenagement.domain.notice import Notice, notice_length, void_because

if TYPE_CHECKING:
    from demenagement.domain.situation import Situation

RECEIVED = date(2027, 1, 12)
POSTED = date(2027, 1, 8)
WANTED = date(2027, 6, 30)
GROUNDS = (
    *("first-job", "transfer", "job-loss", "new-job-after-loss", "health", "violence", "rsa-aah"),
    "social-dwelling-attributed",
)


def leaving(**facts: Any) -> Situation:  # noqa: ANN401 # any fact of the old home
    """A tenant, and what the test is about."""
    return a_situation(leaving={"tenure": "tenant", **facts})


def unfurnished(**facts: Any) -> Situation:  # noqa: ANN401 # idem
    """The tenant of an unfurnished home."""
    return leaving(lease="unfurnished", **facts)


def length(situation: Situation) -> tuple[int | None, int | None, tuple[str, ...], tuple[str, ...]]:
    """Months, days, what decides and is missing, what to warn of."""
    found = notice_length(situation)
    return found.months, found.days, found.missing, found.cautions


@pytest.mark.parametrize("lease", ["furnished", "furnished-student", "mobility", "social-student", "crous"])
def test_a_lease_of_one_month_needs_no_ground(lease: str) -> None:
    """Wherever it is, whatever the reason."""
    assert length(leaving(lease=lease)) == (1, None, (), ())


@pytest.mark.parametrize("facts", [{"tenure": "residence"}, {"lease": "residence"}])
def test_a_residence_has_eight_days(facts: dict[str, str]) -> None:
    """By its tenure or by its lease: either is enough."""
    assert length(leaving(**facts)) == (None, 8, (), ())


def test_an_unfurnished_lease_has_three_months_without_a_ground() -> None:
    """Even in a tight zone, where one could have been stated."""
    assert length(unfurnished(notice_ground="none", zone="tight")) == (3, None, (), ())


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_proven_ground_has_one_month(ground: str) -> None:
    """Stated in the letter, its proof joined."""
    assert length(unfurnished(notice_ground=ground, ground_proven=True, notice_received=RECEIVED)) == (1, None, (), ())


@pytest.mark.parametrize("ground", GROUNDS)
def test_an_unproven_ground_has_three_months(ground: str) -> None:
    """A later letter cures nothing."""
    assert length(unfurnished(notice_ground=ground, ground_proven=False)) == (3, None, (), ("ground-unproven",))


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_ground_is_taken_as_proven_before_the_letter_leaves(ground: str) -> None:
    """The proof stands under what is needed."""
    assert length(unfurnished(notice_ground=ground)) == (1, None, (), ())


@pytest.mark.parametrize("sent", [{"notice_posted": POSTED}, {"notice_received": RECEIVED}])
def test_the_proof_is_asked_once_the_letter_left(sent: dict[str, date]) -> None:
    """It decides between one month and three."""
    assert length(unfurnished(notice_ground="transfer", **sent)) == (None, None, ("leaving.ground_proven",), ())


def test_an_unfit_dwelling_needs_no_notice() -> None:
    """The landlord was warned before."""
    assert length(unfurnished(notice_ground="unfit", ground_proven=True)) == (0, None, (), ())


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("tight", (1, None, (), ())),
        ("tourist", (3, None, (), ("zone-tourist-tier",))),
        ("none", (3, None, (), ("ground-not-met",))),
        (None, (None, None, ("leaving.zone",), ())),
    ],
)
def test_the_zone_is_a_ground_in_the_first_list_only(zone: str | None, expected: tuple[object, ...]) -> None:
    """The tourist list gives nothing; an unknown zone is asked."""
    assert expected == length(unfurnished(notice_ground="zone", ground_proven=True, zone=zone))


@pytest.mark.parametrize("zone", ["tight", "tourist", "none"])
def test_where_the_zone_was_found_is_told_with_the_ground(zone: str) -> None:
    """Last, and only where the zone counts."""
    told = because("zone-listed", day=date(2025, 12, 22))
    facts = {"tenure": "tenant", "lease": "unfurnished", "ground_proven": True, "zone": zone}
    by_zone = a_situation(zone_told=(told,), leaving={**facts, "notice_ground": "zone"})
    by_transfer = a_situation(zone_told=(told,), leaving={**facts, "notice_ground": "transfer"})
    assert (notice_length(by_zone).reasons[-1], told in notice_length(by_transfer).reasons) == (told, False)


def test_a_ground_that_the_benefits_contradict_is_not_met() -> None:
    """Neither RSA nor AAH among them."""
    situation = a_situation(
        leaving={"tenure": "tenant", "lease": "unfurnished", "notice_ground": "rsa-aah"},
        household={"benefits": ("family",)},
    )
    assert length(situation) == (3, None, (), ("ground-not-met",))


@pytest.mark.parametrize(
    ("facts", "missing"),
    [({}, "leaving.lease"), ({"lease": "unfurnished", "notice_received": RECEIVED}, "leaving.notice_ground")],
)
def test_what_decides_the_length_is_asked(facts: dict[str, Any], missing: str) -> None:
    """Never guessed."""
    assert (missing,) == notice_length(leaving(**facts)).missing


@pytest.mark.parametrize(
    ("lease", "expected"),
    [
        ("furnished", Confidence.VERIFIED),
        ("social-student", Confidence.DATED),
        ("crous", Confidence.UNVERIFIED),
    ],
)
def test_a_length_is_as_sure_as_its_source(lease: str, expected: Confidence) -> None:
    """What CROUS residences ask was not verified."""
    assert expected == notice_length(leaving(lease=lease)).confidence


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"notice_received": False}, "unclaimed"),
        ({"notice_by": "email"}, "email"),
        ({"notice_by": "email", "notice_received": RECEIVED}, "email"),
        ({"notice_by": "electronic"}, None),
        ({"notice_by": "electronic", "landlord": Landlord(accepts_electronic=True)}, None),
        ({"notice_by": "electronic", "landlord": Landlord(accepts_electronic=False)}, "electronic"),
        ({"notice_by": "hand", "notice_received": RECEIVED}, None),
    ],
)
def test_what_makes_a_notice_void(facts: dict[str, Any], expected: str | None) -> None:
    """Unclaimed, by e-mail, or electronic to somebody who refuses it."""
    assert expected == void_because(leaving(**facts).dossier.leaving)


@pytest.mark.parametrize(
    ("received", "lease", "expected"),
    [
        (date(2027, 1, 12), "furnished", date(2027, 2, 12)),
        (date(2027, 1, 31), "furnished", date(2027, 2, 28)),
        (date(2028, 1, 31), "furnished", date(2028, 2, 29)),
        (date(2026, 11, 25), "furnished", date(2026, 12, 25)),
        (date(2027, 5, 7), "unfurnished", date(2027, 8, 7)),
        (date(2027, 5, 1), "unfurnished", date(2027, 8, 1)),
        (date(2026, 11, 30), "unfurnished", date(2027, 2, 28)),
        (date(2027, 2, 25), "residence", date(2027, 3, 5)),
    ],
)
def test_a_notice_ends_on_the_same_day_of_the_month(received: date, lease: str, expected: date) -> None:
    """Counted from the day it was received; no week-end and no holiday moves its end."""
    assert expected == lease_end(leaving(lease=lease, notice_ground="none", notice_received=received)).day


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [(date(2027, 2, 28), date(2027, 2, 28)), (date(2027, 1, 31), date(2027, 2, 12)), (None, date(2027, 2, 12))],
)
def test_only_a_later_wish_moves_the_end(wanted: date | None, expected: date) -> None:
    """Nobody can wish the notice shorter."""
    assert expected == lease_end(leaving(lease="furnished", notice_received=RECEIVED, wanted_end=wanted)).day


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"wanted_end": WANTED}, WANTED),
        ({"lease_term": date(2027, 5, 31)}, date(2027, 5, 31)),
        ({"wanted_end": date(2027, 5, 15), "lease_term": date(2027, 5, 31)}, date(2027, 5, 15)),
        ({"wanted_end": WANTED, "notice_posted": POSTED}, WANTED),
        ({}, None),
    ],
)
def test_before_anything_is_received_the_end_is_the_wish(facts: dict[str, Any], expected: date | None) -> None:
    """Else the term of the lease."""
    assert expected == lease_end(leaving(lease="furnished", **facts)).day


@pytest.mark.parametrize(
    ("lease", "facts", "expected"),
    [
        ("mobility", {"notice_received": date(2027, 6, 15)}, date(2027, 6, 30)),
        ("mobility", {"notice_received": date(2027, 5, 15)}, date(2027, 6, 15)),
        ("furnished-student", {"wanted_end": date(2027, 7, 31)}, date(2027, 6, 30)),
        ("furnished", {"notice_received": date(2027, 6, 15)}, date(2027, 7, 15)),
    ],
)
def test_a_lease_that_does_not_renew_itself_is_over_at_its_term(
    lease: str, facts: dict[str, Any], expected: date
) -> None:
    """Whatever a late notice or a wish says (art. 25-7 and 25-12); one that renews itself has no such term."""
    assert expected == lease_end(leaving(lease=lease, lease_term=date(2027, 6, 30), **facts)).day


@pytest.mark.parametrize(
    "facts",
    [
        {"notice_received": False, "notice_posted": POSTED},
        {"notice_by": "email", "notice_received": RECEIVED},
        {"notice_by": "email", "notice_posted": POSTED},
    ],
)
def test_a_void_notice_leaves_the_end_undetermined(facts: dict[str, Any]) -> None:
    """Whatever was wished, and whatever the term."""
    found = lease_end(leaving(lease="furnished", wanted_end=WANTED, lease_term=WANTED, **facts))
    assert (found.day, found.missing) == (None, ())


def test_an_unknown_that_decides_the_length_leaves_the_end_undetermined() -> None:
    """Once the notice is posted; the wish alone is no end then."""
    found = lease_end(unfurnished(notice_ground="transfer", notice_posted=POSTED, wanted_end=WANTED))
    assert (found.day, found.missing) == (None, ("leaving.ground_proven",))


def test_a_landlord_ends_the_lease_at_its_term() -> None:
    """The tenant's notice and ground are nothing to it."""
    found = lease_end(unfurnished(given_by="landlord", lease_term=date(2027, 8, 31), wanted_end=WANTED))
    assert date(2027, 8, 31) == found.day


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"lease": "furnished", "wanted_end": date(2027, 5, 15)}, date(2027, 4, 15)),
        ({"lease": "furnished", "wanted_end": WANTED}, date(2027, 5, 31)),
        ({"lease": "unfurnished", "notice_ground": "none", "wanted_end": WANTED}, date(2027, 3, 31)),
        ({"lease": "unfurnished", "notice_ground": "unfit", "wanted_end": WANTED}, WANTED),
        ({"lease": "residence", "wanted_end": WANTED}, date(2027, 6, 22)),
        ({"lease": "furnished"}, None),
        ({"lease": "furnished", "wanted_end": WANTED, "notice_received": RECEIVED}, None),
        ({"lease": "furnished", "wanted_end": WANTED, "given_by": "landlord"}, None),
        ({"lease": "furnished", "wanted_end": WANTED, "notice_posted": POSTED}, date(2027, 5, 31)),
    ],
)
def test_the_last_reception_is_worked_out_backwards(facts: dict[str, Any], expected: date | None) -> None:
    """None once received, none without a wish, none when the landlord gives the notice."""
    assert expected == notice_latest(leaving(**facts)).day


def test_the_letter_is_posted_eighteen_days_before() -> None:
    """Three of transit and fifteen at the post office; a Sunday is left where it is."""
    latest = Anchor("lease.notice_latest", date(2027, 4, 15))
    assert date(2027, 3, 28) == notice_posting(latest).day


def test_no_last_reception_no_posting_day() -> None:
    """What is missing for the one is missing for the other."""
    found = notice_posting(Anchor("lease.notice_latest", None, (), ("leaving.lease",)))
    assert (found.day, found.missing) == (None, ("leaving.lease",))


@given(
    months=st.sampled_from([0, 1, 3, 6]),
    end=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
)
def test_the_latest_receipt_is_in_time_and_a_day_later_is_not(months: int, end: date) -> None:
    """Forwards and backwards agree."""
    notice = Notice(months=months)
    receipt = notice.latest_receipt(end)
    assert notice.ends(receipt) <= end < notice.ends(receipt + timedelta(days=1))


@given(received=st.dates(date(2026, 1, 1), date(2028, 12, 31)), later=st.integers(0, 90))
def test_who_collects_the_letter_later_leaves_no_earlier(received: date, later: int) -> None:
    """For every kind of lease."""
    for lease in ("furnished", "unfurnished", "residence"):
        first, second = (
            lease_end(leaving(lease=lease, notice_ground="none", notice_received=day)).day
            for day in (received, received + timedelta(days=later))
        )
        assert first is not None
        assert second is not None
        assert first <= second
