"""Journeys: `new`, `list`, `show`, `done`, `skip`, `reopen`, `verify`."""

from __future__ import annotations

import json
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.application.disclosure import no_reference
from demenagement.application.telling import named_by_id
from demenagement.bootstrap import Product
from demenagement.cli.awaited import settle_awaited
from demenagement.cli.called_off import off_document, print_off
from demenagement.cli.document import plan_document, step_document, submission_document
from demenagement.cli.planning import print_plan
from demenagement.cli.printing import line, print_json, tell, words
from demenagement.domain.awaiting import AWAITED, CHASE
from demenagement.domain.ledger import first_break
from demenagement.errors import NotFound

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Step
    from demenagement.wording import Phrasebook

_HOW = {"done": "done", "skip": "skipped", "reopen": "reopened"}


def new(arguments: Namespace) -> int:
    """Begin a journey; its id, alone, on stdout."""
    product = Product.of(arguments)
    journey = product.journeys.begin(product.read_dossier(Path(arguments.file)), product.clock())
    if arguments.json:
        print_json({"version": 1, "id": journey.id})
    else:
        sys.stdout.write(f"{journey.id}\n")
    return 0


def list_journeys(arguments: Namespace) -> int:
    """One line a journey."""
    say = words(arguments)
    rows = [
        {key: row.get(key) for key in ("id", "title", "created", "revision", "trouble", "called_off")}
        for row in Product.of(arguments).journeys.summaries()
    ]
    if arguments.json:
        print_json({"version": 1, "journeys": rows})
    elif not rows:
        tell(say("journey.none"))
    else:
        for row in rows:
            trouble = f"  ! {say('journey.trouble')}" if row["trouble"] else ""
            off = row["called_off"]
            told = say("journey.called-off", day=date.fromisoformat(off)) if off else ""
            line(f"{row['id']}  {row['title'] or ''}{trouble}{told}")
    return 0


def show(arguments: Namespace) -> int:
    """One journey whole: its plan, its submissions, what happened; of one that was called off, what is left to undo."""
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    warn(product, arguments.id, say)
    if arguments.json:
        print_json(journey_document(overview, product, say))
        return 0
    line(f"{overview.journey.title}  [{overview.journey.id}]")
    line()
    if print_off(overview, product, say):
        return 0
    print_plan(overview.plan, say, names=True)
    for submission in overview.journey.submissions().values():
        line()
        line(
            say(
                "journey.submission",
                step=named_by_id(submission.step, overview.plan, say.lang),
                state=submission.state.value,
            )
        )
    return 0


def journey_document(overview: Overview, product: Product, say: Phrasebook) -> dict[str, Any]:
    """A journey as JSON: the plan, and what happened."""
    journey = overview.journey
    return {
        **plan_document(overview.plan, product.manifests, say),
        "id": journey.id,
        "title": journey.title,
        "revision": journey.revision,
        "submissions": [submission_document(each) for each in journey.submissions().values()],
        "called_off": off_document(overview, product, say),
        "entries": [{"number": e.number, "at": e.at, "kind": e.kind} for e in journey.entries],
    }


def done(arguments: Namespace) -> int:
    """The person says that a step is done."""
    return _settle(arguments)


def skip(arguments: Namespace) -> int:
    """The person leaves a step aside."""
    return _settle(arguments)


def reopen(arguments: Namespace) -> int:
    """The person comes back to a step."""
    return _settle(arguments)


def _settle(arguments: Namespace) -> int:
    if arguments.step.startswith((AWAITED, CHASE)):
        return settle_awaited(arguments, _HOW[arguments.command], _proof(arguments.proof))
    product, say, said = Product.of(arguments), words(arguments), _HOW[arguments.command]
    overview = product.journeys.settle(
        arguments.id,
        arguments.step,
        said,
        at=product.clock(),
        today=arguments.today,
        note=arguments.note,
        proof=_proof(arguments.proof),
        reference=(arguments.reference or "") if said == "done" else "",
    )
    step = overview.step(arguments.step)
    if arguments.json:
        print_json({"version": 1, "step": step_document(step, product.manifests, say)})
    else:
        undone = said == "done" and overview.journey.entries[-1].kind == "reopened"
        tell(say(f"journey.{'undone' if undone else said}", title=step.template.title[say.lang]))
        if said == "done" and arguments.reference:
            _keep_reference(overview, step, arguments.reference, product, say)
    return 0


def _keep_reference(overview: Overview, step: Step, reference: str, product: Product, say: Phrasebook) -> None:
    """What the reference is for; and, where the provider knows the household by none, how to make it that."""
    tell(say("journey.reference", reference=reference))
    manifest = product.manifests.get(step.provider or "")
    fact = no_reference(overview.dossier, step, manifest) if manifest else None
    if fact is not None:
        command = shlex.join(
            ("demenagement", "set", overview.journey.id, f"{fact}={json.dumps(reference, ensure_ascii=False)}")
        )
        tell(say("journey.reference-as-account", command=command))


def _proof(name: str | None) -> tuple[bytes, str] | None:
    if name is None:
        return None
    path = Path(name)
    try:
        return path.read_bytes(), path.suffix.removeprefix(".")
    except OSError:
        raise NotFound("file", name) from None


def verify(arguments: Namespace) -> int:
    """Check the chain of the journey's entries."""
    product, say = Product.of(arguments), words(arguments)
    entries = product.store.read(arguments.id).entries
    broken = first_break(entries)
    if arguments.json:
        print_json({"version": 1, "id": arguments.id, "entries": len(entries), "first_break": broken})
    elif broken is None:
        tell(say("journey.verified", count=len(entries)))
    else:
        tell(say("journey.broken", number=broken))
    return 0 if broken is None else 1


def warn(product: Product, ident: str, say: Phrasebook) -> None:
    """Say what had to be done to open the journey's file."""
    for code, facts in product.store.notices(ident):
        tell(say(f"journey.notice-{code}", **facts))
