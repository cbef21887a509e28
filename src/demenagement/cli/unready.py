"""What can't go yet, and why: told for all steps together, each missing fact with its question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demenagement.application.telling import about_fact, named
from demenagement.cli.faults import explain, questions_of
from demenagement.cli.printing import tell
from demenagement.domain.plan import Step
from demenagement.errors import DemenagementError, DossierIncomplete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.wording import Phrasebook


@dataclass(frozen=True, slots=True)
class Unready:
    """A step that can't be prepared, and the reason."""

    step: Step
    fault: DemenagementError


def tell_unready(unready: Sequence[Unready], say: Phrasebook) -> None:
    """Each step by its title, with what it lacks; how to give the first fact stands once, at the end."""
    if not unready:
        return
    tell(say("sending.unready"))
    facts: list[str] = []
    for each in unready:
        tell(f"- {named(each.step, say.lang)}")
        if isinstance(each.fault, DossierIncomplete):
            facts += each.fault.missing
            told = questions_of(each.fault, say)
        else:
            told = explain(each.fault, say)
        for text in told:
            tell(f"    {text}")
    if facts:
        tell(say("error.DossierIncomplete-hint", fact=facts[0]))


def unready_document(unready: Unready, say: Phrasebook) -> dict[str, Any]:
    """A step that can't be prepared, as JSON; `missing` is empty where no fact is what it lacks."""
    fault = unready.fault
    missing = fault.missing if isinstance(fault, DossierIncomplete) else ()
    return {
        "step": unready.step.id,
        "title": unready.step.template.title[say.lang],
        "missing": [{"fact": fact, "question": about_fact("question", fact, say, {})} for fact in missing],
        "text": explain(fault, say),
    }
