"""What can be typed. Imports nothing heavy: `--help` answers at once."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from demenagement.wording import LANGUAGES, phrasebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from demenagement.wording import Phrasebook

COMMANDS = {
    "": "app:open_app",
    "plan": "planning:plan",
    "new": "journeys:new",
    "list": "journeys:list_journeys",
    "show": "journeys:show",
    "next": "journeys:next_step",
    "set": "facts:set_facts",
    "undo": "facts:undo",
    "done": "journeys:done",
    "skip": "journeys:skip",
    "reopen": "journeys:reopen",
    "draft": "sending:draft",
    "approve": "sending:approve",
    "send": "sending:send",
    "track": "following:track",
    "watch": "following:watch",
    "export": "exporting:export",
    "cancel": "following:cancel",
    "verify": "journeys:verify",
    "providers": "catalogue:providers",
    "plans": "catalogue:plans",
    "sandbox": "sandbox:serve",
    "demo": "demo:run",
}
"""The function behind each command."""

CHANNELS = ("prefill", "portal", "email", "letter", "phone", "counter")
"""The ways a person may choose; the first open one is taken otherwise."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the reader's language, then how the command is written."""

    say: Phrasebook

    def error(self, message: str) -> NoReturn:
        """Exit 2 with a sentence."""
        sys.stderr.write(f"{self.say('cli.usage-error', message=message)}\n{self.format_usage()}")
        raise SystemExit(2)


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with `command` empty when the app is meant, `lang` decided and `today` a date."""
    say = phrasebook(_language(argv))
    arguments = _parser(say).parse_args(list(argv))
    arguments.lang = say.lang
    arguments.command = arguments.command or ""
    if getattr(arguments, "today", None) is None:
        arguments.today = date.today()  # noqa: DTZ011 # the person's own day, where they are
    return arguments


def _language(argv: Sequence[str]) -> str:
    """`--lang`, else DEMENAGEMENT_LANG, else French; needed before the parser can speak."""
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("DEMENAGEMENT_LANG", "fr")


def _parser(say: Phrasebook) -> _Parser:
    _Parser.say = say
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help=say("cli.json"))
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang"))
    common.add_argument("--today", type=_day, metavar="DATE", default=argparse.SUPPRESS, help=say("cli.today"))
    common.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help=say("cli.home"))
    parser = _Parser(prog="demenagement", description=say("cli.about"), parents=[common])
    parser.add_argument("--version", action="store_true", help=say("cli.version"))
    commands = parser.add_subparsers(dest="command", metavar=say("cli.command"), parser_class=_Parser)

    def command(name: str) -> argparse.ArgumentParser:
        text = say(f"cli.help-{name}")
        return commands.add_parser(name, help=text, description=text, parents=[common])

    command("plan").add_argument("file", metavar="FILE")
    command("new").add_argument("file", metavar="FILE")
    command("list")
    for name in ("show", "next", "undo", "verify"):
        command(name).add_argument("id", metavar="ID")
    change = command("set")
    change.add_argument("id", metavar="ID")
    change.add_argument("facts", metavar="KEY=VALUE", nargs="+")
    change.add_argument("--dry-run", action="store_true", help=say("cli.dry-run"))
    for name in ("done", "skip", "reopen"):
        settle = command(name)
        settle.add_argument("id", metavar="ID")
        settle.add_argument("step", metavar="STEP")
        settle.add_argument("--note", default="", metavar="TEXT", help=say("cli.note"))
        settle.add_argument("--proof", metavar="FILE", help=say("cli.proof"))
    draft = command("draft")
    draft.add_argument("id", metavar="ID")
    draft.add_argument("step", metavar="STEP")
    draft.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
    draft.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
    for name, many in (("approve", "+"), ("send", "*")):
        send = command(name)
        send.add_argument("id", metavar="ID")
        send.add_argument("steps", metavar="STEP", nargs=many)
        send.add_argument("--yes", action="store_true", help=say("cli.yes"))
        send.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
        send.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
        send.add_argument("--enclose", action="append", default=[], metavar="FILE", help=say("cli.enclose"))
    for name in ("track", "cancel"):
        follow = command(name)
        follow.add_argument("id", metavar="ID")
        if name == "cancel":
            follow.add_argument("--yes", action="store_true", help=say("cli.yes"))
    command("watch")
    export = command("export")
    export.add_argument("id", metavar="ID")
    kind = export.add_mutually_exclusive_group(required=True)
    for name in ("ics", "everything"):
        kind.add_argument(f"--{name}", metavar="FILE", help=say(f"cli.export-{name}"))
    for name in ("providers", "plans"):
        catalogue = command(name)
        catalogue.add_argument("verb", nargs="?", choices=("list", "show", "check"), default="list")
        catalogue.add_argument("slug", nargs="?", metavar="SLUG")
    sandbox = command("sandbox")
    sandbox.add_argument("--port", type=int, default=0, help=say("cli.port"))
    sandbox.add_argument("--fault", action="append", default=[], metavar="SPEC", help=say("cli.fault"))
    sandbox.add_argument("--speed", type=float, default=1.0, metavar="N", help=say("cli.speed"))
    demo = command("demo")
    demo.add_argument("--folder", default="demo", metavar="DIR", help=say("cli.folder"))
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_Parser.say("cli.not-a-day", text=text)) from None
