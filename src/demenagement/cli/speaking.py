"""An argument parser that speaks the reader's language: the library knows only English."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    from demenagement.wording import Phrasebook


_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that a dossier may speak of."""

_HOURS_OF_A_DAY = 24
_LONGEST_REFERENCE = 80


class Layout(argparse.HelpFormatter):
    """The library's layout, under a heading in the reader's language."""

    def __init__(self, prog: str) -> None:
        """As wide as the terminal; asking for that here spares what the library would load to ask."""
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100)) - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Paragraphs stay apart: what explains several things has a line for each."""
        return "\n".join(super(Layout, self)._fill_text(part, width, indent) for part in text.split("\n"))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """How the command is written."""
        super().add_usage(usage, actions, groups, Parser.say("cli.usage") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in the reader's language, then how the command is written."""

    say: Phrasebook
    """The reader's words, set before the first parser is made: the library makes parsers of its own."""

    def __init__(self, *, prog: str | None = None, description: str = "") -> None:
        """A parser with its headings, and with help."""
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=Layout)
        self._positionals.title, self._optionals.title = self.say("cli.arguments"), self.say("cli.options")
        self.add_argument("-h", "--help", action="help", help=self.say("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Exit 2 with a sentence."""
        from demenagement.cli.mistakes import mistake  # noqa: PLC0415 # only when something is mistyped

        sys.stderr.write(f"{mistake(message, self.say)}\n{self.format_usage()}")
        raise SystemExit(2)


class Version(argparse.Action):
    """Prints the version, looked up only when somebody asks."""

    def __call__(self, *_words: object) -> NoReturn:
        """Exit 0."""
        from importlib.metadata import version  # noqa: PLC0415 # only here

        sys.stdout.write(f"demenagement {version('demenagement')}\n")
        raise SystemExit(0)


def a_fact(text: str) -> str:
    """KEY=VALUE, as it was typed."""
    key, sign, _ = text.partition("=")
    if not sign or not key.strip():
        raise argparse.ArgumentTypeError(Parser.say("cli.not-a-fact", text=text))
    return text


def a_day(text: str) -> date:
    """A date."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise argparse.ArgumentTypeError(Parser.say("cli.not-a-day", text=text))
    return day


def a_reference(text: str) -> str:
    """A reference as a provider gave it: one short line, which a letter can quote."""
    found = " ".join(text.split())
    if not found.isprintable() or not 1 <= len(found) <= _LONGEST_REFERENCE:
        raise argparse.ArgumentTypeError(Parser.say("cli.not-a-reference", longest=_LONGEST_REFERENCE))
    return found


def an_hour(text: str) -> int:
    """A number of hours, a day at most: nobody is chased later than a day after a promise."""
    if not text.isdecimal() or not 1 <= int(text) <= _HOURS_OF_A_DAY:
        raise argparse.ArgumentTypeError(Parser.say("cli.not-hours", text=text))
    return int(text)
