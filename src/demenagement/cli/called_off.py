"""A move that was called off, on the command line: since when, what is left to undo, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import human, titled
from demenagement.cli.printing import line, tell, unbroken
from demenagement.domain.calling_off import off_since

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.bootstrap import Product
    from demenagement.wording import Phrasebook


def off_document(overview: Overview, product: Product, say: Phrasebook) -> dict[str, Any] | None:
    """Since when a move is called off and what is left to undo of it, as JSON; None while it is to take place."""
    day = off_since(overview.journey)
    if day is None:
        return None
    return {"day": day.isoformat(), "left": [_left(name, overview, product, say) for name in _names(overview, product)]}


def print_off(overview: Overview, product: Product, say: Phrasebook, *, only_first: bool = False) -> bool:
    """Say on stdout that the move was called off, what is left to undo and how; whether it was."""
    found = off_document(overview, product, say)
    if found is None:
        return False
    line(say("cancelling.off", day=off_since(overview.journey)))
    line()
    left = found["left"]
    if left:
        line(say("cancelling.off-first" if only_first else "cancelling.off-left", count=len(left)))
        for each in left[:1] if only_first else left:
            line(f"- {each['title']}  [{each['step']}]", 2)
            if each["human"]:
                line(say("cancelling.off-human", text=each["human"]), 4)
            if each["command"]:
                line(unbroken(each["command"]), 4)
        line()
        line(say("cancelling.off-settle", id=overview.journey.id))
    else:
        line(say("cancelling.off-nothing"))
    line(say("cancelling.off-back", id=overview.journey.id))
    return True


def remind(overview: Overview, say: Phrasebook) -> None:
    """Say on stderr that the move was called off, where it was, and how to take it up again."""
    if (day := off_since(overview.journey)) is not None:
        tell(say("cancelling.off", day=day))
        tell(say("cancelling.off-back", id=overview.journey.id))


def taking_back_commands(overview: Overview, product: Product) -> list[str]:
    """The command that writes the taking back of each thing that is left, the latest first."""
    return [command for name in _names(overview, product) if (command := _command(name, overview))]


def _names(overview: Overview, product: Product) -> tuple[str, ...]:
    return product.taking_back.left(overview)


def _command(name: str, overview: Overview) -> str | None:
    """None for a step that is in the plan no more: nothing can be written for it."""
    return f"demenagement draft {overview.journey.id} {name} --verb cancel" if overview.plan.step(name) else None


def _left(name: str, overview: Overview, product: Product, say: Phrasebook) -> dict[str, Any]:
    step, submission = overview.plan.step(name), overview.journey.submission_of(name)
    provider = str(submission.draft["provider"]) if submission else step.provider if step else None
    manifest = product.manifests.get(provider or "")
    route = human(step, product.manifests, say.lang) if step else None
    return {
        "step": name,
        "title": titled(step, say.lang) if step else name,
        "provider": provider,
        "human": route or (manifest.human[say.lang] if manifest else None),
        "command": _command(name, overview),
    }
