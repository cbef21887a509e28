"""What can be typed after `accounts`. Imports nothing heavy: `--help` answers at once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from demenagement.wording import Phrasebook


def account_verbs(
    accounts: ArgumentParser, say: Phrasebook, common: Callable[[ArgumentParser, Phrasebook], None]
) -> None:
    """The accounts of providers: which, set, forgotten; `common` adds what any command takes."""
    verbs = accounts.add_subparsers(dest="verb", metavar=say("cli.word.verb"))
    for name in ("list", "set", "forget"):
        text = say(f"cli.help-accounts-{name}")
        verb = verbs.add_parser(name, help=text, description=text)
        common(verb, say)
        if name != "list":
            verb.add_argument("provider", metavar=say("cli.word.provider"))
        if name == "set":
            verb.add_argument("--stdin", action="store_true", help=say("cli.stdin"))
            verb.add_argument("--yes", action="store_true", help=say("cli.yes"))
