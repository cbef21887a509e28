"""What is wrong with a rule that nobody can read, told so that its writer can mend it."""

from __future__ import annotations

import re

_ONE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")


class Unreadable(ValueError):
    """A text of a plan file is no rule: `code` names the sentence that says why, `details` are the words it needs."""

    def __init__(self, code: str, **details: str) -> None:
        """Keep the facts; the words come later, in the reader's language."""
        super().__init__(f"{code}: {details}")
        self.code, self.details = code, tuple(details.items())


class ConditionInvalid(Unreadable):
    """The text is no condition; `details` names the part that is not understood."""

    def __init__(self, part: object, code: str = "condition-not-understood") -> None:
        """`part` is the text that can't be read."""
        super().__init__(code, text=str(part))


def no_expression(text: str) -> ConditionInvalid:
    """A text that does not hold together at all, and the slip that most often makes it so."""
    return ConditionInvalid(text, "condition-one-equals" if _ONE_EQUALS.search(text) else "condition-not-understood")
