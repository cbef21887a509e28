"""What can be typed. Imports nothing heavy: `--help` answers at once."""

from __future__ import annotations

import os
from datetime import date

from demenagement.cli.places import about_journeys, about_submissions, about_the_rest, common
from demenagement.cli.speaking import Parser, Version
from demenagement.wording import phrasebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from demenagement.wording import Phrasebook

COMMANDS = {
    "": "app:open_app",
    "plan": "planning:plan",
    "new": "journeys:new",
    "list": "journeys:list_journeys",
    "show": "journeys:show",
    "next": "choosing:next_step",
    "set": "facts:set_facts",
    "undo": "facts:undo",
    "compare": "weighing:compare",
    "load": "weighing:load",
    "done": "journeys:done",
    "skip": "journeys:skip",
    "reopen": "journeys:reopen",
    "draft": "drafts:draft",
    "approve": "sending:approve",
    "send": "sending:send",
    "track": "following:track",
    "watch": "following:watch",
    "export": "exporting:export",
    "cancel": "cancelling:cancel",
    "verify": "journeys:verify",
    "providers": "catalogue:providers",
    "plans": "catalogue:plans",
    "accounts": "accounts:accounts",
    "data": "lists:data",
    "lookup": "looking_up:lookup",
    "doctor": "doctor:doctor",
    "sandbox": "sandbox:serve",
    "demo": "demo:run",
}
"""The function behind each command."""


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with `command` empty when the app is meant, `lang` decided and `today` a date."""
    say = phrasebook(_language(argv))
    parser = _parser(say)
    arguments, loose = parser.parse_known_args(list(argv))
    if left := _placed(arguments, loose):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    arguments.lang = say.lang
    arguments.json = getattr(arguments, "json", False)
    arguments.command = arguments.command or ""
    if getattr(arguments, "today", None) is None:
        arguments.today = date.today()  # noqa: DTZ011 # the person's own day, where they are
    return arguments


def _placed(arguments: argparse.Namespace, loose: list[str]) -> list[str]:
    """Put words that stood behind an option where they belong: the library gives up too early. Gives what is left."""
    if any(word.startswith("-") for word in loose):
        return loose
    if arguments.command in ("approve", "send"):
        arguments.steps += loose
        return []
    if arguments.command in ("providers", "plans") and loose and arguments.slug is None:
        arguments.slug = loose[0]
        return loose[1:]
    return loose


def _language(argv: Sequence[str]) -> str:
    """`--lang`, else DEMENAGEMENT_LANG, else French; needed before the parser can speak."""
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("DEMENAGEMENT_LANG", "fr")


def _parser(say: Phrasebook) -> Parser:
    Parser.say = say
    parser = Parser(prog="demenagement", description=say("cli.about"))
    common(parser, say)
    parser.add_argument("--version", action=Version, nargs=0, help=say("cli.version"))
    commands = parser.add_subparsers(dest="command", metavar=say("cli.command"), parser_class=Parser)

    def command(name: str, *places: str) -> argparse.ArgumentParser:
        """One command, and the words it needs."""
        text = say(f"cli.help-{name}")
        made = commands.add_parser(name, help=text, description=text)
        common(made, say)
        for place in places:
            made.add_argument(place, metavar=say(f"cli.word.{place}"))
        return made

    about_journeys(command, say)
    about_submissions(command, say)
    about_the_rest(command, say)
    return parser
