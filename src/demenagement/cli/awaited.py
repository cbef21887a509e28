"""What is awaited, on the command line: shown, and settled by the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.silences import awaited_title, meaning
from demenagement.application.telling import titled
from demenagement.bootstrap import Product
from demenagement.cli.printing import print_json, tell, words
from demenagement.domain.awaiting import CHASE, Kind

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.awaiting import Expectation
    from demenagement.domain.silence import Silence
    from demenagement.wording import Phrasebook


def awaited_document(awaited: Expectation, today: date, say: Phrasebook) -> dict[str, Any]:
    """One thing that is awaited, as JSON."""
    return {
        "id": awaited.id,
        "kind": awaited.kind.value,
        "step": awaited.step.id,
        "title": awaited_title(awaited, say),
        "standing": _standing(awaited, today),
        "since": awaited.last.day.isoformat(),
        "by": awaited.by.isoformat(),
        "at": awaited.post.at if awaited.post else None,
        "lost_on": awaited.lost_on.isoformat() if awaited.lost_on else None,
        "first": [each.id for each in awaited.unready],
    }


def _standing(awaited: Expectation, today: date) -> str:
    if awaited.settled is not None:
        return "arrived" if awaited.settled == "done" else "skipped"
    return "late" if awaited.silent(today) else "awaited"


def silence_document(silence: Silence, say: Phrasebook) -> dict[str, Any]:
    """One silence, as JSON."""
    return {
        "expected": silence.awaited.id,
        "means": silence.means,
        "text": meaning(silence, say),
        "until": silence.until.isoformat(),
        "chase": silence.rung.value if silence.rung else None,
        "prepared": silence.prepared,
    }


def print_awaited(
    found: Sequence[Expectation], overview: Overview, say: Phrasebook, put: Callable[[str], None]
) -> None:
    """What is still awaited, by its day, and how to say that it came."""
    left = [each for each in found if each.settled is None]
    if not left:
        return
    put("")
    put(say("following.awaited"))
    for each in left:
        late = each.silent(overview.plan.today)
        day = each.silent_since if late and each.silent_since else each.by
        put(say("following.awaited-late" if late else "following.awaited-by", title=awaited_title(each, say), day=day))
        if each.post is not None:
            put(f"    {each.post.what[say.lang]}")
        if each.lost_on is not None:
            put("    " + say("following.lost-on", day=each.lost_on))
        for step in each.unready:
            put("    " + say("following.first", title=titled(step, say.lang)))
    put(say("following.came-how", id=overview.journey.id, expected=left[0].id))


def settle_awaited(arguments: Namespace, how: str, proof: tuple[bytes, str] | None) -> int:
    """The person says that it came, that it does not come, or that they chased it themselves."""
    product, say = Product.of(arguments), words(arguments)
    told = {"today": arguments.today, "note": arguments.note, "proof": proof}
    if arguments.step.startswith(CHASE) and how == "done":
        told["reference"] = arguments.reference or ""
        awaited, key = product.watching.chased(arguments.id, arguments.step, **told), "chased"
    else:
        awaited, key = product.watching.settle(arguments.id, arguments.step, how, **told), how
    if arguments.json:
        print_json({"version": 1, "expected": awaited_document(awaited, arguments.today, say)})
        return 0
    tell(say(f"following.said-{key}", title=awaited_title(awaited, say), day=awaited.by))
    if key == "done" and awaited.kind is Kind.RECEIPT and awaited.step.template.learns.get("accepted"):
        tell(say("following.receipt-day", id=arguments.id, fact=awaited.step.template.learns["accepted"]))
    return 0
