"""Errors as the person meets them here: what happened, then what to do, with the keys of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.telling import about_fact, titled
from demenagement.errors import DossierIncomplete, NotAllowed, NotFound, StorageFailed

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.tui.desk import Desk


def words(fault: BaseException, desk: Desk, overview: Overview | None) -> tuple[str, ...]:
    """The sentences; steps and providers by the names people know them by."""
    say = desk.say
    if isinstance(fault, DossierIncomplete):
        names = dict(overview.plan.names) if overview else {}
        names |= {path: called[say.lang] for path, called in fault.names.items()}
        facts = [f"· {about_fact(_asked(path), path, say, names)}  [{path}]" for path in fault.missing]
        ident = overview.journey.id if overview else "ID"
        return (say("app.missing"), *facts, say("app.hint.DossierIncomplete", id=ident, fact=fault.missing[0]))
    told = [_named(text, fault, desk, overview) for text in desk.explain(fault)]
    key = f"app.hint.{_kind(fault)}"
    return (told[0], say(key)) if say.has(key) else tuple(told)


def _asked(path: str) -> str:
    """What a company is known by is asked for in a whole sentence: it names the company, and says where to look."""
    return "question" if path.startswith("accounts.") else "fact"


def _kind(fault: BaseException) -> str:
    name = type(fault).__name__
    if isinstance(fault, (NotAllowed, StorageFailed)):
        return f"{'NotAllowed' if isinstance(fault, NotAllowed) else name}-{fault.reason}"
    return f"{name}-{fault.kind}" if isinstance(fault, NotFound) else name


def _named(text: str, fault: BaseException, desk: Desk, overview: Overview | None) -> str:
    facts = getattr(fault, "facts", {})
    step = overview.plan.step(str(facts.get("step", ""))) if overview else None
    manifest = desk.manifests.get(str(facts.get("provider", "")))
    if step is not None:
        text = text.replace(step.id, titled(step, desk.say.lang))
    if manifest is not None:
        text = text.replace(manifest.slug, manifest.name[desk.say.lang])
    return text
