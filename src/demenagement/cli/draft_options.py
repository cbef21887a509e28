"""What can be typed after `draft`. Imports nothing heavy."""

from __future__ import annotations

from demenagement.cli.speaking import a_fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from demenagement.wording import Phrasebook

VERBS = ("inform", "transfer", "amend", "cancel", "status", "complain")
"""What any provider can be asked."""

COMPLAINTS = ("complaint", "index-dispute", "mediator", "deposit-reminder", "mover-reserves")
"""The letters by which one complains."""


def draft_options(draft: argparse.ArgumentParser, say: Phrasebook) -> None:
    """Another request about the step, what only its letter has to know, and where the draft goes."""
    draft.add_argument("--verb", choices=VERBS, help=say("cli.verb"))
    draft.add_argument("--letter", choices=COMPLAINTS, help=say("cli.letter"))
    draft.add_argument(
        "--tell", action="append", default=[], type=a_fact, metavar=say("cli.word.fact"), help=say("cli.tell")
    )
    draft.add_argument("--pdf", metavar=say("cli.word.file"), help=say("cli.pdf"))
    draft.add_argument("--window", action="store_true", help=say("cli.window"))
    draft.add_argument("--open", action="store_true", help=say("cli.open"))
    draft.add_argument("--copy", metavar=say("cli.word.field"), help=say("cli.copy"))
