"""What a manifest owes at its level, and what is said when it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_template
from submission_builders import a_manifest

from demenagement.domain.levels import drafted_channels, shortfalls
from demenagement.domain.provider import Channel
from demenagement.domain.recorded import Case, Recorded
from demenagement.domain.words import WordLists

if TYPE_CHECKING:
    from demenagement.domain.provider import Manifest

TODAY = date(2027, 3, 1)
ADDRESS = a_template("bank", kind="bank", letter="address-change")
NOTICE = a_template("lease-notice", kind="landlord", letter="lease-notice")
PERMIT = a_template("permit", kind="town-hall", prefillable=True)
ANYTHING = a_template("subscription-address", each="subscription")
PREPARED = WordLists(fr=("un RIB",), en=("bank details",))


def complete(slug: str = "bank", *channels: Channel, **changes: Any) -> Manifest:  # noqa: ANN401 # any field of a manifest
    """A manifest that lacks nothing."""
    made = a_manifest(slug, *(channels or (Channel.PORTAL,)), requires=("move.day",), kind=slug)
    return replace(made, **{"level": "guided", "prepares": PREPARED, **changes})


def a_case(channel: Channel | None) -> Case:
    """A case that was recorded by that channel; None for one that was not."""
    draft = None if channel is None else Recorded(channel=channel, recipient="Banque", subject="Adresse")
    return Case(about="", today=TODAY, step="bank", dossier={}, draft=draft)


def told(manifest: Manifest, *cases: Case, has_code: bool = False) -> list[tuple[str, str]]:
    """The key and the code of each problem."""
    found = shortfalls(manifest, cases, [ADDRESS], has_code=has_code, today=TODAY, file="manifest.toml")
    return [(problem.key, problem.code) for problem in found]


def test_a_complete_manifest_is_guided() -> None:
    """Nothing is said of it."""
    assert told(complete()) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"checked_on": date(2027, 3, 2)}, [("checked_on", "checked-ahead")]),
        ({"checked_on": TODAY}, []),
        ({"prepares": WordLists()}, [("prepares", "missing-key")]),
        ({"prepares": WordLists(fr=("un", "deux"), en=("one",))}, [("prepares", "lists-differ")]),
        ({"requires": ("move.dya",)}, [("requires", "no-such-fact")]),
        ({"optional": ("accounts.bank.refrence", "accounts.bank")}, [("optional", "no-such-fact")] * 2),
        ({"optional": ("accounts.bank.reference", "household.adults")}, []),
        ({"channels": (Channel.LETTER, Channel.PORTAL)}, [("channels", "ladder-differs")]),
        ({"channels": (Channel.PORTAL, Channel.PORTAL)}, [("channels", "ladder-differs")]),
        ({"channels": (Channel.API,)}, [("channels", "carrier-without-code")]),
        ({"carries": Channel.LETTER}, [("carries", "carrier-without-code")]),
        ({"level": "connected"}, [("level", "connected-sends-nothing"), ("level", "too-few-cases")]),
    ],
)
def test_what_a_manifest_lacks_is_told_by_its_key(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Each thing once."""
    assert [each for each in told(complete(**change)) if each[1] != "channel-without-case"] == expected


def test_what_sends_has_code() -> None:
    """Then nothing is said; it composes nothing itself, and owes no case."""
    carrier = complete("poste", Channel.API, level="connected", carries=Channel.LETTER)
    assert told(carrier, has_code=True) == []


def test_drafted_is_two_recorded_drafts_and_one_for_every_way() -> None:
    """One that nobody recorded counts for none."""
    manifest = complete("bank", Channel.PORTAL, Channel.LETTER, level="drafted")
    assert told(manifest) == [("level", "too-few-cases"), *[("level", "channel-without-case")] * 2]
    assert told(manifest, a_case(Channel.PORTAL), a_case(None)) == [
        ("level", "too-few-cases"),
        ("level", "channel-without-case"),
    ]
    assert told(manifest, a_case(Channel.PORTAL), a_case(Channel.PORTAL)) == [("level", "channel-without-case")]
    assert told(manifest, a_case(Channel.PORTAL), a_case(Channel.LETTER)) == []


@pytest.mark.parametrize(
    ("slug", "channels", "expected"),
    [
        ("bank", (Channel.PORTAL, Channel.EMAIL), (Channel.PORTAL, Channel.EMAIL)),
        ("landlord", (Channel.EMAIL, Channel.LETTER), (Channel.LETTER,)),
        ("town-hall", (Channel.PREFILL, Channel.COUNTER), (Channel.PREFILL, Channel.COUNTER)),
        ("bank", (Channel.API, Channel.PREFILL, Channel.PORTAL), (Channel.PORTAL,)),
        ("nobody", (Channel.PORTAL,), ()),
    ],
)
def test_a_way_is_owed_a_case_where_some_step_goes_by_it(
    slug: str, channels: tuple[Channel, ...], expected: tuple[Channel, ...]
) -> None:
    """A notice never by e-mail, a form only where the step has one, nothing that code alone does."""
    assert drafted_channels(complete(slug, *channels), [ADDRESS, NOTICE, PERMIT]) == expected


def test_any_provider_may_be_a_subscription() -> None:
    """The household names it among those to tell."""
    assert drafted_channels(complete("nobody"), [ANYTHING]) == (Channel.PORTAL,)
