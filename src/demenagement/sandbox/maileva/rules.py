"""What Maileva checks before it takes a sending or a recipient: every problem, once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Refusal
from demenagement.sandbox.maileva.wording import MESSAGES, unexpected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Problems = Iterator[tuple[str, str]]

COUNTRIES = frozenset({"FR", "MC", "RE", "YT", "MQ", "GP", "MF", "BL", "GF"})
_LINES = range(1, 7)
_NAME, _LINE, _COUNTRY = 256, 38, 2
_FARTHEST = timedelta(days=366)
_CITY = re.compile(r"\d{5} \S.*")

ADDRESS = (*(f"address_line_{number}" for number in _LINES), "country_code")
SENDER = (*(f"sender_address_line_{number}" for number in _LINES), "sender_country_code")
DEFAULTS: Mapping[str, object] = {
    "acknowledgement_of_receipt": True,
    "color_printing": True,
    "duplex_printing": True,
    "optional_address_sheet": False,
    "print_sender_address": False,
    "returned_mail_scanning": False,
    "archiving_duration": 3,
    "postage_type": "FAST",
    "notification_types": [],
}
_SENDING = {"name": _NAME, "custom_id": 38, "custom_data": 255, "notification_email": 255, "expected_date": 10}
_RECIPIENT = {"custom_id": 36, "custom_data": 255, "reference_to_print": 26}
_CHOICES: Mapping[str, tuple[object, ...]] = {
    **{key: (True, False) for key, value in DEFAULTS.items() if isinstance(value, bool)},
    "archiving_duration": (3, 6, 10),
    "postage_type": ("FAST", "URGENT"),
}
_TOO_LONG = {"name": "NAME_TOO_LONG", "custom_id": "CUSTOM_ID_WRONG_FORMAT"}
_EMPTY = {"name": "EMPTY_NAME", "custom_id": "CUSTOM_ID_EMPTY"}


def sending(given: Record, today: date) -> Record:
    """The fields of a whole sending, or a refusal with every problem; unknown fields are ignored."""
    wanted = {key: given[key] for key in (*_SENDING, *SENDER, *DEFAULTS) if given.get(key) is not None}
    settle([*texts(wanted, _SENDING, required=("name",)), *_sender(wanted), *_options(wanted, today)])
    return wanted


def recipient(given: Record) -> Record:
    """The fields of a recipient, or a refusal with every problem."""
    wanted = {key: given[key] for key in (*_RECIPIENT, *ADDRESS, *SENDER) if given.get(key) is not None}
    settle([*texts(wanted, _RECIPIENT), *_address(wanted), *_sender(wanted)])
    return wanted


def settle(problems: list[tuple[str, str]]) -> None:
    """Refuse with every problem, where there is one."""
    if problems:
        raise Refusal(400, *problems)


def _said(code: str) -> tuple[str, str]:
    return code, MESSAGES[code]


def texts(wanted: Record, limits: Mapping[str, int], required: tuple[str, ...] = ()) -> Problems:
    """What is wrong with texts that may have so many characters."""
    for key, limit in limits.items():
        value = wanted.get(key)
        if value is None and key not in required:
            continue
        if value is not None and not isinstance(value, str):
            yield unexpected(key)
        elif not (value or "").strip():
            yield _said(_EMPTY[key]) if key in _EMPTY else unexpected(key)
        elif len(value or "") > limit:
            yield _said(_TOO_LONG[key]) if key in _TOO_LONG else unexpected(key)


def _lines(wanted: Record, prefix: str) -> Problems:
    for number in _LINES:
        value = wanted.get(f"{prefix}{number}", "")
        if not isinstance(value, str):
            yield unexpected(f"{prefix}{number}")
        elif len(value) > _LINE:
            yield f"ADDRESS_LINE_{number}_TOO_LONG", f"La ligne d'adresse {number} dépasse 38 caractères."


def _country(code: object) -> Problems:
    if not isinstance(code, str):
        yield unexpected("country_code")
    elif len(code) > _COUNTRY:
        yield _said("COUNTRY_CODE_TOO_LONG")
    elif code not in COUNTRIES:
        yield _said("INVALID_COUNTRY_CODE")


def _address(wanted: Record) -> Problems:
    def line(number: int) -> str:
        return str(wanted.get(f"address_line_{number}", "")).strip()

    yield from _lines(wanted, "address_line_")
    if not line(1) and not line(2):
        yield _said("ADDRESS_LINE_1_OR_ADDRESS_LINE_2_MANDATORY")
    if not line(6):
        yield _said("EMPTY_ADDRESS_LINE_6")
    elif wanted.get("country_code") == "FR" and not _CITY.fullmatch(line(6)):
        yield _said("INVALID_ADDRESS_LINE_6")
    if wanted.get("country_code", "") == "":
        yield _said("COUNTRY_CODE_EMPTY")
    else:
        yield from _country(wanted["country_code"])


def _sender(wanted: Record) -> Problems:
    yield from _lines(wanted, "sender_address_line_")
    if wanted.get("sender_country_code"):
        yield from _country(wanted["sender_country_code"])


def _options(wanted: Record, today: date) -> Problems:
    for key, choices in _CHOICES.items():
        value = wanted.get(key, choices[0])
        if not any(value == choice and type(value) is type(choice) for choice in choices):
            yield unexpected(key)
    types = wanted.get("notification_types", [])
    if not isinstance(types, list) or any(kind not in ("ALL_MAILEVA", "ALL_LAPOSTE") for kind in types):
        yield unexpected("notification_types")
    if "@" not in str(wanted.get("notification_email", "@")):
        yield _said("INVALID_NOTIFICATION_EMAIL")
    expected = wanted.get("expected_date")
    if isinstance(expected, str) and expected:
        try:
            day = date.fromisoformat(expected)
        except ValueError:
            yield _said("INVALID_SCHEDULED_DATE_FORMAT")
            return
        if not today <= day <= today + _FARTHEST:
            yield _said("INVALID_SCHEDULED_DATE")
