"""`doctor`: what works, what is set up and, when asked, what answers. Never a value of what was set up."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.faults import explain
from demenagement.cli.printing import line, print_json, words
from demenagement.errors import DemenagementError, FilesInvalid

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.domain.checkup import Finding, Reached, SetUp
    from demenagement.wording import Phrasebook

_OLD = 365
"""Days after which a list is told to be old: the decree changes about once a year."""
_UNSOUND, _UNREACHED = 1, 3


def doctor(arguments: Namespace) -> int:
    """`doctor [--online]`: 0 all sound, 1 some part is not, 3 some address did not answer."""
    product, say = Product.of(arguments), words(arguments)
    checking = product.checking
    findings = checking.offline()
    # Where the settings can't be read, nothing can be said of what stands in them.
    legible = all(each.sound for each in findings if each.part in ("settings", "catalogue"))
    set_up = checking.set_up() if legible else None
    reached: tuple[Reached, ...] | None = None
    if arguments.online and set_up is not None:
        trying = checking.online(arguments.today, time.monotonic, remember=set_up.sandbox is None)
        reached = asyncio.run(product.run(trying))
    if arguments.json:
        print_json(_document(findings, set_up, reached, say))
    else:
        _print(findings, set_up, reached, arguments.today, say)
    if not all(each.sound for each in findings):
        return _UNSOUND
    return _UNREACHED if any(each.seconds is None for each in reached or ()) else 0


def _print(
    findings: tuple[Finding, ...],
    set_up: SetUp | None,
    reached: tuple[Reached, ...] | None,
    today: date,
    say: Phrasebook,
) -> None:
    line(say("doctor.works"))
    for finding in findings:
        line(_part(finding, today, say), 2)
        for text in _wrong(finding, say):
            line(text, 4)
    if set_up is not None:
        line()
        line(say("doctor.set-up"))
        for text in _settings(set_up, say):
            line(text, 2)
    if reached is not None:
        line()
        line(say("doctor.online"))
        for each in reached:
            line(_reached(each, say), 2)


def _part(finding: Finding, today: date, say: Phrasebook) -> str:
    mark = say("doctor.sound" if finding.sound else "doctor.unsound")
    if not finding.sound:
        return f"{mark} {say(f'doctor.part.{finding.part}')}"
    details = dict(finding.details)
    form = ""
    if finding.part == "zones":
        form = "-imported" if details["imported"] else "-shipped"
        day = details["day"]
        details["age"] = say("doctor.old") if isinstance(day, date) and (today - day).days > _OLD else ""
    elif "there" in details:
        form = "" if details["there"] else "-absent"
    return f"{mark} {say(f'doctor.said.{finding.part}{form}', **details)}"


def _wrong(finding: Finding, say: Phrasebook) -> list[str]:
    """What is wrong with a part, as far as it can be told."""
    fault = finding.fault
    if fault is None:
        return []
    if not isinstance(fault, DemenagementError):
        return [say("doctor.broken", kind=type(fault).__name__)]
    told = explain(fault, say)
    # The hint about files speaks of a command that did nothing.
    return told[:-1] if isinstance(fault, FilesInvalid) else told


def _settings(set_up: SetUp, say: Phrasebook) -> list[str]:
    accounts = [
        say("doctor.account-missing", provider=slug, names=", ".join(missing))
        if missing
        else say("doctor.account", provider=slug)
        for slug, missing in set_up.accounts.items()
    ]
    allowed = [say(f"lookup.service.{service}") for service, yes in set_up.lookups.items() if yes]
    return [
        say("doctor.sandbox", url=set_up.sandbox) if set_up.sandbox else say("doctor.no-sandbox"),
        *accounts,
        say("doctor.lookups", services=", ".join(allowed)) if allowed else say("doctor.no-lookups"),
    ]


def _reached(each: Reached, say: Phrasebook) -> str:
    name = say(f"doctor.place.{each.name}") if say.has(f"doctor.place.{each.name}") else each.name
    if each.seconds is not None:
        return f"{say('doctor.sound')} {say('doctor.reached', name=name, address=each.address, time=_time(each, say))}"
    last = say("doctor.last", day=each.last) if each.last else say("doctor.never")
    return f"{say('doctor.unsound')} {say('doctor.unreached', name=name, address=each.address, last=last)}"


def _time(each: Reached, say: Phrasebook) -> str:
    text = f"{each.seconds or 0:.2f} s"
    return text.replace(".", ",") if say.lang == "fr" else text


def _document(
    findings: tuple[Finding, ...], set_up: SetUp | None, reached: tuple[Reached, ...] | None, say: Phrasebook
) -> dict[str, Any]:
    """The check as JSON; `set_up` is null where the settings or the catalogue can't be read, `online` unless asked."""
    return {
        "version": 1,
        "sound": all(each.sound for each in findings),
        "parts": [
            {
                "part": each.part,
                "sound": each.sound,
                "details": {
                    key: value if isinstance(value, int) else str(value) for key, value in each.details.items()
                },
                "problems": _wrong(each, say),
            }
            for each in findings
        ],
        "set_up": set_up
        and {
            "settings": set_up.settings,
            "written": set_up.written,
            "sandbox": set_up.sandbox,
            "accounts": [
                {"provider": slug, "complete": not missing, "missing": list(missing)}
                for slug, missing in set_up.accounts.items()
            ],
            "lookups": dict(set_up.lookups),
        },
        "online": None
        if reached is None
        else [
            {
                "name": each.name,
                "address": each.address,
                "reached": each.seconds is not None,
                "seconds": None if each.seconds is None else round(each.seconds, 3),
                "last": each.last.isoformat() if each.last else None,
                "detail": each.detail,
            }
            for each in reached
        ],
    }
