"""The facts that a plan lacks, and the steps that hang on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.plan import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.domain.words import Words


class Asked:
    """What nobody said yet, gathered step by step."""

    def __init__(self) -> None:
        """Nothing, to begin with."""
        self._decides: dict[str, dict[str, Words]] = {}

    def ask(self, facts: Iterable[str], ident: str, title: Words) -> None:
        """Note that a step, by its id and its template's title, hangs on these facts."""
        for fact in facts:
            self._decides.setdefault(fact, {})[ident] = title

    def questions(self) -> tuple[Question, ...]:
        """What to ask, first what decides most."""
        found = (_question(fact, decides) for fact, decides in self._decides.items())
        return tuple(sorted(found, key=lambda question: (-len(question.decides), question.fact)))


def _question(fact: str, decides: dict[str, Words]) -> Question:
    """A template that is repeated is named once."""
    idents = tuple(sorted(decides))
    titles = {ident.partition("/")[0]: decides[ident] for ident in idents}
    return Question(fact, idents, tuple(titles.values()))
