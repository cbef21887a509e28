"""What is wrong with a rule that nobody can read, told so that its writer can mend it."""

from __future__ import annotations


class Unreadable(ValueError):
    """A text of a plan file is no rule: `code` names the sentence that says why, `details` are the words it needs."""

    def __init__(self, code: str, **details: str) -> None:
        """Keep the facts; the words come later, in the reader's language."""
        super().__init__(f"{code}: {details}")
        self.code, self.details = code, tuple(details.items())
