"""Work that takes time: each method asks the outside and posts what it learnt; none changes what is seen.

Files are read and written in one thread of their own, in order. What leaves goes out one journey at a time, and goes
on whatever page is open.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.app import App

from demenagement.domain.submission import State
from demenagement.errors import DemenagementError
from demenagement.tui import dialogues
from demenagement.tui.messages import Counted, Drafted, Fault, Heard, Listed, Looked, Noted, Sending, Settled, Subject
from demenagement.tui.screens.ask import Ask, Question
from demenagement.tui.screens.confirm import Answer, Confirm, Proposal
from demenagement.tui.sheets import notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demenagement.application.journeys import Overview
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.submission import Document, Draft
    from demenagement.tui.desk import Desk

_Result = TypeVar("_Result")
_IN_DOUBT = (State.SENDING, State.UNKNOWN)


@contextmanager
def about(subject: Subject) -> Iterator[None]:
    """Whatever goes wrong inside is about that subject."""
    try:
        yield
    except Exception as fault:
        raise Fault(subject) from fault


class Work(App[None], inherit_bindings=False):
    """The half of the app that waits for the outside."""
