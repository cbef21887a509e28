"""`cancel`: nobody moves any more. What can be taken back is, in reverse order; of the rest, what the person can do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from demenagement.application.taking_back import End, Undone
from demenagement.application.telling import human, titled
from demenagement.bootstrap import Product
from demenagement.cli.called_off import taking_back_commands
from demenagement.cli.faults import explain
from demenagement.cli.printing import confirm, print_json, tell, words
from demenagement.domain.submission import State, Submission

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.wording import Phrasebook


def cancel(arguments: Namespace) -> int:
    """Say what would be taken back, ask, do it, and tell of each what became of it; `--reopen` is the way back.

    The answer is no while something is left to do, and 3 where a provider could not be asked.
    """
    product, say = Product.of(arguments), words(arguments)
    if arguments.reopen:
        return _resume(product, arguments, say)
    overview = product.journeys.look(arguments.id, arguments.today)
    for what in product.taking_back.concerned(overview):
        tell(
            say("cancelling.concerned", step=_named(what, overview, say), state=say(f"cancelling.state-{_state(what)}"))
        )
    if not arguments.yes and not confirm(say("cancelling.confirm")):
        return 1
    undone = asyncio.run(product.run(product.taking_back.everything(arguments.id, arguments.today)))
    if arguments.json:
        documents = [_document(each, _reach(each, overview, product, say)) for each in undone]
        print_json({"version": 1, "undone": documents})
    for each in undone:
        _print(each, overview, product, say)
    left = [each for each in undone if not each.end.undone]
    # Whoever settles a step settles its chases and its corrections with it.
    tell(say("cancelling.nothing-left" if not left else "cancelling.left", count=len({each.step for each in left})))
    for command in taking_back_commands(product.journeys.look(arguments.id, arguments.today), product):
        tell(f"  {command}")
    return max((each.fault.exit_code if each.fault else 1 for each in left), default=0)


def _resume(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    """They move after all."""
    journey = product.taking_back.resume(arguments.id)
    if arguments.json:
        print_json({"version": 1, "id": journey.id, "called_off": None})
    else:
        tell(say("cancelling.resumed", id=journey.id))
    return 0


def _print(each: Undone, overview: Overview, product: Product, say: Phrasebook) -> None:
    mark = "✓" if each.end.undone else "✗"
    slug = str(each.fault.facts.get("provider")) if each.fault else ""
    carrier = product.manifests[slug].name[say.lang] if slug in product.manifests else slug
    day = f" ({say.day(each.day)})" if each.day else ""
    detail = f" ({each.detail})" if each.detail else ""
    end = say(f"cancelling.{each.end}", carrier=carrier, detail=detail)
    tell(f"{mark} {_named(each, overview, say)}{day} · {end}")
    if each.end is End.FAILED and each.fault is not None:
        for text in explain(each.fault, say):
            tell(f"    {text}")
    if (not each.end.undone or each.end is End.PREPARED) and (route := _reach(each, overview, product, say)):
        tell(say("cancelling.human", text=route))


def _named(what: Submission | Undone | str, overview: Overview, say: Phrasebook) -> str:
    """The title of its step, and whether it is a chase."""
    name = what if isinstance(what, str) else what.step
    step = overview.plan.step(name)
    title = titled(step, say.lang) if step else name
    chase = what.is_chase if isinstance(what, Submission) else isinstance(what, Undone) and what.chase
    return say("cancelling.chase", step=title) if chase else title


def _state(what: Submission | str) -> str:
    return what.state.value if isinstance(what, Submission) else "done"


def _reach(each: Undone, overview: Overview, product: Product, say: Phrasebook) -> str | None:
    """Who to reach: the step's own way, else its provider's, for a step that is in the plan no more as well."""
    step, manifest = overview.plan.step(each.step), product.manifests.get(each.provider)
    told = human(step, product.manifests, say.lang) if step else None
    return told or (manifest.human[say.lang] if manifest else None)


def _document(each: Undone, route: str | None) -> dict[str, Any]:
    return {
        "step": each.step,
        "provider": each.provider,
        "chase": each.chase,
        "end": each.end.value,
        "undone": each.end.undone,
        "state": each.state.value if each.state else None,
        "detail": each.detail,
        "changed": each.state is State.CANCELLED,
        "proofs": [],
        "silent_until": None,
        "fault": type(each.fault).__name__ if each.fault else None,
        "human": None if each.end.undone else route,
    }
