"""What can be typed after `lookup` and `doctor`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from demenagement.wording import Phrasebook


def add_lookups(
    lookup: argparse.ArgumentParser, common: Callable[[argparse.ArgumentParser, Phrasebook], None], say: Phrasebook
) -> None:
    """One verb for each thing that can be looked up; `common` gives it the options that every command has."""
    verbs = lookup.add_subparsers(dest="verb", metavar=say("cli.word.verb"), required=True)
    for name, place, many in (
        ("address", "text", "+"),
        ("commune", "text", "+"),
        ("office", "commune", "+"),
        ("distributor", "commune", "+"),
        ("letter", "number", "+"),
        ("forget", "", ""),
    ):
        text = say(f"cli.help-lookup-{name}")
        verb = verbs.add_parser(name, help=text, description=text)
        common(verb, say)
        if name == "office":
            verb.add_argument("kind", metavar=say("cli.word.kind"))
        if place:
            verb.add_argument("text", metavar=say(f"cli.word.{place}"), nargs=many)


def add_doctor(doctor: argparse.ArgumentParser, say: Phrasebook) -> None:
    """Whether the network is tried too."""
    doctor.add_argument("--online", action="store_true", help=say("cli.online"))
