"""What can be typed. Imports nothing heavy: `--help` answers at once."""

from __future__ import annotations

import argparse
import os
from datetime import date

from demenagement.cli.account_arguments import account_verbs
from demenagement.cli.speaking import Parser, Version, a_day, a_fact
from demenagement.wording import LANGUAGES, phrasebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    "draft": "sending:draft",
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
    "sandbox": "sandbox:serve",
    "demo": "demo:run",
}
"""The function behind each command."""

CHANNELS = ("prefill", "portal", "email", "letter", "phone", "counter")
"""The ways a person may choose; the first open one is taken otherwise."""

VERBS = ("list", "show", "check")
"""What can be done with the catalogue."""

LISTS = ("zone-tendue",)
"""The lists that a person may bring in."""


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
    _common(parser, say)
    parser.add_argument("--version", action=Version, nargs=0, help=say("cli.version"))
    commands = parser.add_subparsers(dest="command", metavar=say("cli.command"), parser_class=Parser)

    def command(name: str, *places: str) -> argparse.ArgumentParser:
        """One command, and the words it needs."""
        text = say(f"cli.help-{name}")
        made = commands.add_parser(name, help=text, description=text)
        _common(made, say)
        for place in places:
            made.add_argument(place, metavar=say(f"cli.word.{place}"))
        return made

    _journeys(command, say)
    _submissions(command, say)
    _around(command, say)
    return parser


def _common(parser: argparse.ArgumentParser, say: Phrasebook) -> None:
    """What may stand before the command or after it: without a default, the one does not undo the other."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("cli.json"))
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang"))
    parser.add_argument("--today", type=a_day, metavar="DATE", default=argparse.SUPPRESS, help=say("cli.today"))
    parser.add_argument("--home", metavar=say("cli.word.folder"), default=argparse.SUPPRESS, help=say("cli.home"))


def _journeys(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """What is known and what happened."""
    command("plan", "file")
    command("new", "file")
    command("list")
    for name in ("show", "next", "undo", "verify"):
        command(name, "id")
    change = command("set", "id")
    change.add_argument("facts", metavar=say("cli.word.fact"), nargs="+", type=a_fact)
    change.add_argument("--dry-run", action="store_true", help=say("cli.dry-run"))
    ways = command("compare", "id")
    ways.add_argument("facts", metavar=say("cli.word.fact"), nargs="+", type=a_fact)
    ways.add_argument("--or", dest="other", metavar=say("cli.word.fact"), nargs="+", type=a_fact, help=say("cli.or"))
    load = command("load", "id")
    load.add_argument("--hours", type=float, default=6.0, metavar="N", help=say("cli.hours"))
    for name in ("done", "skip", "reopen"):
        settle = command(name, "id", "step")
        settle.add_argument("--note", default="", metavar=say("cli.word.text"), help=say("cli.note"))
        settle.add_argument("--proof", metavar=say("cli.word.file"), help=say("cli.proof"))
    export = command("export", "id")
    kind = export.add_mutually_exclusive_group(required=True)
    for name in ("ics", "everything"):
        kind.add_argument(f"--{name}", metavar=say("cli.word.file"), help=say(f"cli.export-{name}"))


def _submissions(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """What goes out and what comes back."""
    draft, approve, send = command("draft", "id", "step"), command("approve", "id"), command("send", "id")
    for each in (draft, approve, send):
        each.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
        each.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
    for each, many in ((approve, "+"), (send, "*")):
        each.add_argument("steps", metavar=say("cli.word.step"), nargs=many)
        each.add_argument(
            "--enclose", action="append", default=[], metavar=say("cli.word.file"), help=say("cli.enclose")
        )
    command("track", "id")
    command("watch")
    for each in (approve, send, command("cancel", "id")):
        each.add_argument("--yes", action="store_true", help=say("cli.yes"))


def _around(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """The catalogue, and where to try things out."""
    for name in ("providers", "plans"):
        catalogue = command(name)
        catalogue.add_argument("verb", nargs="?", metavar=f"{{{','.join(VERBS)}}}", choices=VERBS, default="list")
        catalogue.add_argument("slug", nargs="?", metavar=say("cli.word.slug"))
    account_verbs(command("accounts"), say, _common)
    _lists(command("data"), say)
    sandbox = command("sandbox")
    sandbox.add_argument("--port", type=int, default=0, help=say("cli.port"))
    sandbox.add_argument("--fault", action="append", default=[], metavar=say("cli.word.fault"), help=say("cli.fault"))
    sandbox.add_argument("--speed", type=float, default=1.0, metavar="N", help=say("cli.speed"))
    demo = command("demo")
    demo.add_argument("--folder", default="demo", metavar=say("cli.word.folder"), help=say("cli.folder"))


def _lists(data: argparse.ArgumentParser, say: Phrasebook) -> None:
    """The official lists the program uses: which, brought in from a file, fetched."""
    verbs = data.add_subparsers(dest="verb", metavar=say("cli.word.verb"))
    for name in ("list", "import", "refresh"):
        text = say(f"cli.help-data-{name}")
        verb = verbs.add_parser(name, help=text, description=text)
        _common(verb, say)
        if name == "import":
            verb.add_argument("list", metavar=say("cli.word.list"), choices=LISTS)
            verb.add_argument("file", metavar=say("cli.word.file"))
