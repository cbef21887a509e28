"""The words and options that each command takes, and those that all of them take."""

from __future__ import annotations

import argparse

from demenagement.cli.account_arguments import account_verbs
from demenagement.cli.draft_options import draft_options
from demenagement.cli.lookup_parser import add_doctor, add_lookups
from demenagement.cli.speaking import a_day, a_fact, a_reference, an_hour
from demenagement.wording import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.wording import Phrasebook

CHANNELS = ("prefill", "portal", "email", "letter", "electronic", "phone", "counter")
"""The ways a person may choose; the first open one is taken otherwise."""

VERBS = {"plans": ("list", "show", "check"), "providers": ("list", "show", "check", "new", "record")}
"""What can be done with either half of the catalogue."""

LISTS = ("zone-tendue",)
"""The lists that a person may bring in."""


def common(parser: argparse.ArgumentParser, say: Phrasebook) -> None:
    """What may stand before the command or after it: without a default, the one does not undo the other."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("cli.json"))
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang"))
    parser.add_argument("--today", type=a_day, metavar="DATE", default=argparse.SUPPRESS, help=say("cli.today"))
    parser.add_argument("--home", metavar=say("cli.word.folder"), default=argparse.SUPPRESS, help=say("cli.home"))


def about_journeys(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """What is known and what happened."""
    command("plan", "file")
    command("new", "file")
    command("list")
    for name in ("show", "next", "verify"):
        command(name, "id")
    change, back = command("set", "id"), command("undo", "id")
    change.add_argument("facts", metavar=say("cli.word.fact"), nargs="+", type=a_fact)
    change.add_argument("--dry-run", action="store_true", help=say("cli.dry-run"))
    ways = command("compare", "id")
    ways.add_argument("facts", metavar=say("cli.word.fact"), nargs="+", type=a_fact)
    ways.add_argument("--or", dest="other", metavar=say("cli.word.fact"), nargs="+", type=a_fact, help=say("cli.or"))
    for each in (change, back, ways):
        each.add_argument("--all", action="store_true", help=say("cli.all"))
    load = command("load", "id")
    load.add_argument("--hours", type=float, default=6.0, metavar="N", help=say("cli.hours"))
    for name in ("done", "skip", "reopen"):
        settle = command(name, "id", "step")
        settle.add_argument("--note", default="", metavar=say("cli.word.text"), help=say("cli.note"))
        settle.add_argument("--proof", metavar=say("cli.word.file"), help=say("cli.proof"))
        if name == "done":
            word = say("cli.word.text")
            settle.add_argument("--reference", type=a_reference, metavar=word, help=say("cli.reference"))
    export = command("export", "id")
    kind = export.add_mutually_exclusive_group(required=True)
    for name in ("ics", "everything"):
        kind.add_argument(f"--{name}", metavar=say("cli.word.file"), help=say(f"cli.export-{name}"))


def about_submissions(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """What goes out and what comes back."""
    draft, approve, send = command("draft", "id", "step"), command("approve", "id"), command("send", "id")
    draft_options(draft, say)
    for each in (draft, approve, send):
        each.add_argument("--by-hand", action="store_true", help=say("cli.by-hand"))
        each.add_argument("--by", choices=CHANNELS, help=say("cli.by"))
        each.add_argument("--chase", action="store_true", help=say("cli.chase"))
    for each, many in ((approve, "+"), (send, "*")):
        each.add_argument("steps", metavar=say("cli.word.step"), nargs=many)
        each.add_argument(
            "--enclose", action="append", default=[], metavar=say("cli.word.file"), help=say("cli.enclose")
        )
    command("track", "id")
    watch = command("watch")
    place = watch.add_mutually_exclusive_group()
    for name in ("install", "uninstall"):
        place.add_argument(f"--{name}", action="store_true", help=say(f"cli.{name}"))
    watch.add_argument("--every", type=an_hour, default=6, metavar=say("cli.word.hours"), help=say("cli.every"))
    watch.add_argument("--notify", action="store_true", help=say("cli.notify"))
    cancel = command("cancel", "id")
    cancel.add_argument("--reopen", action="store_true", help=say("cli.cancel-reopen"))
    for each in (approve, send, watch, cancel):
        each.add_argument("--yes", action="store_true", help=say("cli.yes"))


def about_the_rest(command: Callable[..., argparse.ArgumentParser], say: Phrasebook) -> None:
    """The catalogue, and where to try things out."""
    for name in ("providers", "plans"):
        catalogue = command(name)
        verbs = VERBS[name]
        catalogue.add_argument("verb", nargs="?", metavar=f"{{{','.join(verbs)}}}", choices=verbs, default="list")
        catalogue.add_argument("slug", nargs="?", metavar=say("cli.word.slug"))
        if name == "providers":
            for option, word in (("kind", "kind"), ("name", "text"), ("into", "folder")):
                catalogue.add_argument(f"--{option}", metavar=say(f"cli.word.{word}"), help=say(f"cli.{option}"))
            catalogue.add_argument("--connected", action="store_true", help=say("cli.connected"))
    account_verbs(command("accounts"), say, common)
    _lists(command("data"), say)
    add_lookups(command("lookup"), common, say)
    add_doctor(command("doctor"), say)
    sandbox = command("sandbox")
    sandbox.epilog = say("sandbox.help")
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
        common(verb, say)
        if name == "import":
            verb.add_argument("list", metavar=say("cli.word.list"), choices=LISTS)
            verb.add_argument("file", metavar=say("cli.word.file"))
