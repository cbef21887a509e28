"""Errors as sentences: what happened, to what, and what to do now."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from demenagement.application.telling import about_fact
from demenagement.domain.values import safe_text
from demenagement.errors import (
    DemenagementError,
    DossierIncomplete,
    FilesInvalid,
    NotAllowed,
    NotFound,
    NotTold,
    ProviderError,
    StorageFailed,
)
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.errors import Problem
    from demenagement.wording import Phrasebook


def tell(fault: DemenagementError, lang: str) -> None:
    """Write the error on stderr, every problem of it."""
    sys.stderr.write("\n".join(explain(fault, phrasebook(lang))) + "\n")


def explain(fault: DemenagementError, say: Phrasebook) -> list[str]:
    """The message, then the hint; nothing in them that a terminal could take for a command."""
    return [safe_text(text) for text in _sentences(fault, say)]


def _sentences(fault: DemenagementError, say: Phrasebook) -> list[str]:
    if isinstance(fault, FilesInvalid):
        return [*(problem_line(problem, say) for problem in fault.problems), say("error.FilesInvalid-hint")]
    if isinstance(fault, DossierIncomplete):
        asked = questions_of(fault, say)
        # Of all facts that are asked for, only an address is several lines.
        how = "lines" if fault.missing[0].endswith(".address") else "hint"
        hint = say(f"error.DossierIncomplete-{how}", fact=fault.missing[0])
        title = fault.titles.get(say.lang)
        step = say("error.step", title=title, name=fault.step) if title else fault.step
        return [say("error.DossierIncomplete", step=step), *asked, hint]
    name = type(fault).__name__
    details = {
        key: ", ".join(map(str, value)) if isinstance(value, tuple) else value for key, value in fault.facts.items()
    }
    if isinstance(fault, NotAllowed):
        name = f"NotAllowed-{fault.reason}"
    elif isinstance(fault, NotTold):
        told = (say("error.told", name=each, label=say(f"verb.told.{each}")) for each in fault.missing)
        details["missing"] = ", ".join(told)
    elif isinstance(fault, StorageFailed):
        name = f"StorageFailed-{fault.reason}"
    elif isinstance(fault, NotFound):
        details["near"] = say("error.near", near=", ".join(fault.near)) if fault.near else ""
        name = f"NotFound-{fault.kind}"
    elif isinstance(fault, ProviderError):
        details["detail"] = f" ({fault.detail})" if fault.detail else ""
    lines = [say(f"error.{name}", **details)]
    if say.has(f"error.{name}-hint"):
        lines.append(say(f"error.{name}-hint", **details))
    return lines


def questions_of(fault: DossierIncomplete, say: Phrasebook) -> list[str]:
    """Each missing fact by its path and as a question, under the name by which people know the company."""
    names = {path: called[say.lang] for path, called in fault.names.items()}
    return [safe_text(f"{path}: {about_fact('question', path, say, names)}") for path in fault.missing]


def problem_line(problem: Problem, say: Phrasebook, *, file: bool = True) -> str:
    """One problem of one file, in one line, with the file's name or without."""
    details = dict(problem.details)
    if "near" in details:
        details["near"] = say("error.near", near=details["near"]) if details["near"] else ""
    if "expected" in details:
        details["expected"] = say(f"error.expected-{details['expected']}")
    where = ": ".join(filter(None, (problem.file if file else "", problem.key)))
    told = say(f"problem.{problem.code}", key=problem.key.rpartition(".")[2], **details)
    return safe_text(f"{where}: {told}" if where else told)


def report_bug(fault: BaseException, arguments: Namespace) -> None:
    """Say that something broke, without a traceback."""
    sys.stderr.write(bug_sentence(fault, getattr(arguments, "home", None), phrasebook(arguments.lang)) + "\n")


def bug_sentence(fault: BaseException, home: str | None, say: Phrasebook) -> str:
    """Keep where it broke in a file (no facts, no values), and say so."""
    from demenagement import locations  # noqa: PLC0415 # only when something went wrong

    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    report = "\n".join([type(fault).__name__, *lines, ""])
    try:
        folder = locations.home(home)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "bug.txt"
        path.write_text(report, encoding="utf-8")
        return say("error.bug", kind=type(fault).__name__, path=path)
    except OSError:
        return say("error.bug-unwritten", report=report)
