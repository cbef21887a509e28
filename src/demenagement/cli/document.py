"""The plan as the JSON document that others script against: its keys are a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import about_fact, caution_text, human, sentences
from demenagement.domain.asking import group_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from demenagement.domain.plan import Caution, Plan, Question, Step
    from demenagement.domain.provider import Manifest
    from demenagement.domain.submission import Submission
    from demenagement.domain.words import WordLists, Words
    from demenagement.wording import Phrasebook

VERSION = 1


def plan_document(plan: Plan, manifests: dict[str, Manifest], say: Phrasebook) -> dict[str, Any]:
    """The whole plan."""
    return {
        "version": VERSION,
        "today": plan.today.isoformat(),
        "anchors": {
            name: {"date": _iso(anchor.day), "why": sentences(anchor.reasons, say)}
            for name, anchor in plan.anchors.items()
        },
        "steps": [step_document(step, manifests, say) for step in plan.steps],
        "questions": [question_document(question, say, plan.names) for question in plan.questions],
        "warnings": [caution_document(caution, say) for caution in plan.warnings],
    }


def euros(amount: Decimal | None) -> str | None:
    """An amount as it is promised: two decimals, no sign."""
    return None if amount is None else f"{amount:.2f}"


def step_document(step: Step, manifests: dict[str, Manifest], say: Phrasebook) -> dict[str, Any]:
    """One step."""
    template, lang = step.template, say.lang
    return {
        "id": step.id,
        "slug": step.slug,
        "subject": step.subject,
        "title": template.title[lang],
        "category": template.category,
        "opens": _iso(step.opens),
        "ideal": _iso(step.ideal),
        "due": _iso(step.due),
        "advised": _iso(step.advised),
        "nature": step.nature.value,
        "standing": step.standing.value,
        "submission": step.submission,
        "after": list(step.after),
        "covered_by": step.covered_by,
        "provider": step.provider,
        "channel": step.channel,
        "human": human(step, manifests, lang),
        "cost": _words(template.cost, lang),
        "effort": template.effort,
        "slack": step.slack,
        "amount": euros(step.amount),
        "why": sentences(step.why, say),
        "law": template.law,
        "source": template.source,
        "checked_on": template.checked_on.isoformat(),
        "confidence": step.confidence.value,
        "what": _words(template.what, lang),
        "otherwise": _words(template.otherwise, lang),
        "needs": _lists(template.needs, lang),
        "asks": _lists(template.asks, lang),
        "proof": _lists(template.proof, lang),
        "pitfalls": _lists(template.pitfalls, lang),
    }


def question_document(question: Question, say: Phrasebook, names: Mapping[str, str]) -> dict[str, Any]:
    """One question, with why it is asked."""
    return {
        "fact": question.fact,
        "text": about_fact("question", question.fact, say, names),
        "why": about_fact("because", question.fact, say, names),
        "group": group_of(question.fact),
        "decides": list(question.decides),
        "changes": [title[say.lang] for title in question.titles],
    }


def caution_document(caution: Caution, say: Phrasebook) -> dict[str, Any]:
    """One warning."""
    return {
        "code": caution.code,
        "step": caution.step,
        "text": caution_text(caution, say),
        "amount": euros(caution.amount),
    }


def _words(words: Words | None, lang: str) -> str | None:
    return None if words is None else words[lang]


def _lists(lists: WordLists, lang: str) -> list[str]:
    return list(lists[lang])


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def submission_document(submission: Submission) -> dict[str, Any]:
    """One submission: where it is, what proves it, what is expected."""
    receipt = submission.receipt
    return {
        "key": submission.key,
        "step": submission.step,
        "provider": submission.draft["provider"],
        "carrier": submission.carrier,
        "channel": submission.draft["channel"],
        "state": submission.state.value,
        "reference": receipt.reference if receipt else None,
        "url": receipt.url if receipt else None,
        "yours": submission.yours,
        "chases": submission.draft.get("earlier"),
        "expected_by": _iso(submission.expected_by),
        "detail": submission.detail,
        "proofs": list(submission.proofs),
        "corrects": submission.corrects,
    }
