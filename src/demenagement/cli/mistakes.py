"""What was typed wrong, in the reader's language: argparse words its complaints in English."""

from __future__ import annotations

import difflib
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from demenagement.wording import Phrasebook

_COMPLAINTS = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"the following arguments are required: (?P<names>.+)", "missing"),
        (r"unrecognized arguments: (?P<words>.+)", "unrecognized"),
        (r"one of the arguments (?P<names>.+) is required", "one-of"),
        (r"ambiguous option: (?P<given>.+) could match (?P<names>.+)", "ambiguous"),
        (r"argument (?P<name>.+?): invalid choice: (?P<given>.+?) \(choose from (?P<choices>.+)\)", "no-such-word"),
        (r"argument (?P<name>.+?): expected (?:one|at least one|at most one|\d+) arguments?", "no-value"),
        (r"argument (?P<name>.+?): invalid \w+ value: (?P<given>.+)", "bad-value"),
        (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "not-both"),
        (r"argument (?P<name>.+?): ignored explicit argument (?P<given>.+)", "takes-no-value"),
        (r"argument (?P<name>.+?): (?P<said>.+)", "said"),
    )
)
"""The library's sentences, and the key of ours; the last one is for what our own readers of a word say."""


def mistake(message: str, say: Phrasebook) -> str:
    """The sentence for one of the library's; no more than "badly written" for one that nobody foresaw."""
    for pattern, key in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            details = {name: text.strip("'") for name, text in found.groupdict().items()}
            told = say(f"cli.mistake.{key}", **details, instead=_instead(details, say))
            return say("cli.usage-error", message=told)
    return say("cli.usage-error-unforeseen")


def _instead(details: dict[str, str], say: Phrasebook) -> str:
    """The word that was meant, else all there are."""
    choices = [word.strip("' ") for word in details.get("choices", "").split(",")]
    near = difflib.get_close_matches(details.get("given", ""), choices, n=1)
    return say("error.near", near=near[0]) if near else say("cli.mistake.choices", choices=", ".join(choices))
