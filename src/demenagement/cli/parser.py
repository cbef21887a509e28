"""What can be typed. Imports nothing heavy: `--help` answers at once."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from demenagement.cli.mistakes import mistake
from demenagement.wording import LANGUAGES, phrasebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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

VERBS = ("list", "show", "check")
"""What can be done with the catalogue."""


class _Layout(argparse.HelpFormatter):
    """The library's layout, under a heading in the reader's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """How the command is written."""
        super().add_usage(usage, actions, groups, _Parser.say("cli.usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the reader's language, then how the command is written."""

    say: Phrasebook

    def __init__(self, *, prog: str | None = None, description: str = "", common: _Parser | None = None) -> None:
        """Without `common`, what the others have in common: no help of its own."""
        super().__init__(
            prog=prog, description=description, parents=[common] if common else [], add_help=False, formatter_class=_Layout
        )
        self._positionals.title, self._optionals.title = self.say("cli.arguments"), self.say("cli.options")
        if common is not None:
            self.add_argument("-h", "--help", action="help", help=self.say("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Exit 2 with a sentence."""
        sys.stderr.write(f"{mistake(message, self.say)}\n{self.format_usage()}")
        raise SystemExit(2)


class _Version(argparse.Action):
    """Prints the version, looked up only when somebody asks."""

    def __call__(self, *_words: object) -> NoReturn:
        """Exit 0."""
        from importlib.metadata import version  # noqa: PLC0415 # only here

        sys.stdout.write(f"demenagement {version('demenagement')}\n")
        raise SystemExit(0)


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
    if arguments.command == "send":
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


def _parser(say: Phrasebook) -> _Parser:
    _Parser.say = say
    file, folder, step, slug = (say(f"cli.word.{name}") for name in ("file", "folder", "step", "slug"))
    common = _Parser()
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("cli.json"))
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang"))
    common.add_argument("--today", type=_day, metavar="DATE", default=argparse.SUPPRESS, help=say("cli.today"))
    common.add_argument("--home", metavar=folder, default=argparse.SUPPRESS, help=say("cli.home"))
    parser = _Parser(prog="demenagement", description=say("cli.about"), common=common)
    parser.add_argument("--version", action=_Version, nargs=0, help=say("cli.version"))
    commands = parser.add_subparsers(dest="command", metavar=say("cli.command"), parser_class=_Parser)

    def command(name: str) -> argparse.ArgumentParser:
        text = say(f"cli.help-{name}")
        return commands.add_parser(name, help=text, description=text, common=common)

    command("plan").add_argument("file", metavar=file)
    command("new").add_argument("file", metavar=file)
    command("list")
    for name in ("show", "next", "undo", "verify"):
        command(name).add_argument("id", metavar="ID")
    change = command("set")
    change.add_argument("id", metavar="ID")
    change.add_argument("facts", metavar=say("cli.word.fact"), nargs="+", type=_fact)
    change.add_argument("--dry-run", action="store_true", help=say("cli.dry-run"))
    for name in ("done", "skip", "reopen"):
        settle = command(name)
        settle.add_argument("id", metavar="ID")
        settle.add_argument("step", metavar=step)
        settle.add_argument("--note", default="", metavar=say("cli.word.text"), help=say("cli.note"))
        settle.add_argument("--proof", metavar=file, help=say("cli.proof"))
    draft = command("draft")
    draft.add_argument("id", metavar="ID")
    draft.add_argument("step", metavar=step)
    draft.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
    draft.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
    for name, many in (("approve", "+"), ("send", "*")):
        send = command(name)
        send.add_argument("id", metavar="ID")
        send.add_argument("steps", metavar=step, nargs=many)
        send.add_argument("--yes", action="store_true", help=say("cli.yes"))
        send.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
        send.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
        send.add_argument("--enclose", action="append", default=[], metavar=file, help=say("cli.enclose"))
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
        kind.add_argument(f"--{name}", metavar=file, help=say(f"cli.export-{name}"))
    for name in ("providers", "plans"):
        catalogue = command(name)
        catalogue.add_argument("verb", nargs="?", metavar=f"{{{','.join(VERBS)}}}", choices=VERBS, default="list")
        catalogue.add_argument("slug", nargs="?", metavar=slug)
    sandbox = command("sandbox")
    sandbox.add_argument("--port", type=int, default=0, help=say("cli.port"))
    sandbox.add_argument("--fault", action="append", default=[], metavar=say("cli.word.fault"), help=say("cli.fault"))
    sandbox.add_argument("--speed", type=float, default=1.0, metavar="N", help=say("cli.speed"))
    demo = command("demo")
    demo.add_argument("--folder", default="demo", metavar=folder, help=say("cli.folder"))
    return parser


def _fact(text: str) -> str:
    key, sign, _ = text.partition("=")
    if not sign or not key.strip():
        raise argparse.ArgumentTypeError(_Parser.say("cli.not-a-fact", text=text))
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_Parser.say("cli.not-a-day", text=text)) from None
