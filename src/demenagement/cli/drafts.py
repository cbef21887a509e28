"""`draft`: word for word what would leave for a step, or what answers one of the six verbs about it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.approving import way
from demenagement.cli.clipboard import copy, field_of
from demenagement.cli.exporting import write_whole
from demenagement.cli.looking_up import look_ahead
from demenagement.cli.printing import line, print_json, tell, words
from demenagement.cli.showing import correction_document, print_foot, say_unreferenced, show_draft
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Reply, Verb
from demenagement.errors import NotAllowed, NotTold

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.domain.draft import Draft
    from demenagement.wording import Phrasebook

_OF_A_REQUEST = (Verb.AMEND, Verb.CANCEL, Verb.STATUS)
"""What one asks about something that was asked before."""


def draft(arguments: Namespace) -> int:
    """Print it, copy one answer of it, or set its letter in a file; nothing is stored and nothing leaves."""
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    look_ahead(product, overview, [arguments.step], arguments.today)
    reply = _reply(product, overview, arguments, say) if arguments.verb or arguments.letter or arguments.tell else None
    owed = None
    if reply is None and not arguments.chase:
        owed = product.amending.propose(overview, arguments.step, arguments.today, **way(arguments))
    if reply is not None:
        made = reply.draft
    elif arguments.chase:
        made = product.watching.chase(overview, arguments.step, by_hand=arguments.by_hand)
    elif owed is not None:
        made = owed.draft
    else:
        made = product.submissions.draft(overview, arguments.step, arguments.today, **way(arguments))
    if arguments.copy is not None:
        return _copied(made, arguments, say)
    opened = _opened(made, product) if arguments.open else None
    written = _written(made, product, arguments) if arguments.pdf else None
    if arguments.json:
        print_json(
            {
                **_document(made, reply),
                **correction_document(owed),
                **({"file": str(written)} if written else {}),
                **({} if opened is None else {"opened": opened is _Page.OPENED}),
            }
        )
        return int(opened not in (None, _Page.OPENED))
    say_unreferenced(overview, made, product, say, reply.verb if reply else Verb.INFORM)
    show_draft(made, owed, say, product)
    if reply is not None:
        _print_reply(reply, overview, say)
    else:
        print_foot(made, overview.step(made.step), arguments.today, say, product)
    if written is not None:
        tell(say("verb.letter-written", path=written))
    if opened is not None:
        tell(say(f"sending.page-{opened}", url=_page(made, product)))
    return int(opened not in (None, _Page.OPENED))


def _reply(product: Product, overview: Overview, arguments: Namespace, say: Phrasebook) -> Reply:
    """What answers the verb; where somebody is there, what is missing is asked, one question at a time."""
    verb = Verb(arguments.verb or Verb.COMPLAIN)
    told = {key.strip(): given.strip() for key, _, given in (text.partition("=") for text in arguments.tell)}
    channel = Channel(arguments.by) if arguments.by else None
    while True:
        try:
            return product.verbs.reply(
                overview, arguments.step, verb, arguments.today, channel=channel, letter=arguments.letter, told=told
            )
        except NotTold as fault:
            if not sys.stdin.isatty():
                raise
            for name in fault.missing:
                if not (answer := _asked(name, say)):
                    raise
                told[name] = answer


def _asked(name: str, say: Phrasebook) -> str:
    sys.stderr.write(f"{say(f'verb.question.{name}')}\n  {say(f'verb.because.{name}')}\n> ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _copied(made: Draft, arguments: Namespace, say: Phrasebook) -> int:
    field = field_of(made, arguments.copy)
    copy(field.value)
    if arguments.json:
        print_json({"version": 1, "copied": {"label": field.label, "value": field.value, "fact": field.fact}})
    else:
        tell(say("cli.copied", label=field.label))
    return 0


def _written(made: Draft, product: Product, arguments: Namespace) -> Path:
    """The letter as a file. Raises NotAllowed where there is none, StorageFailed."""
    if made.letter is None:
        raise NotAllowed("no-letter", step=made.step)
    path = Path(arguments.pdf)
    letters = product.letters
    write_whole(path, letters.trial(made.letter) if arguments.window else letters.letter(made.letter))
    return path


class _Page(StrEnum):
    """What became of opening the page of a draft."""

    OPENED = "opened"
    NO_BROWSER = "no-browser"
    NONE = "none"


def _page(made: Draft, product: Product) -> str | None:
    """The page where a draft is typed: its provider's own, as somebody read it; a draft has no other to offer."""
    manifest = product.manifests[made.provider]
    return (manifest.portal or manifest.homepage) if made.channel is Channel.PORTAL else None


def _opened(made: Draft, product: Product) -> _Page:
    page = _page(made, product)
    if page is None:
        return _Page.NONE
    return _Page.OPENED if product.open_page(page) else _Page.NO_BROWSER


def _document(made: Draft, reply: Reply | None) -> dict[str, Any]:
    document: dict[str, Any] = {"version": 1, "draft": made.document(), "digest": made.digest}
    if reply is not None:
        script = {name: list(lines) for name, lines in reply.script.parts()}
        document |= {"verb": reply.verb.value, "means": reply.means.value, "command": reply.command, "script": script}
    return document


def _print_reply(reply: Reply, overview: Overview, say: Phrasebook) -> None:
    """What comes beside the draft: nothing twice where the draft is the script itself."""
    if reply.command is not None:
        line(say("verb.machine", command=reply.command))
        line()
    for name, texts in reply.beside():
        line(say(f"verb.section.{name}"))
        for text in texts:
            line(f"- {text}", 2)
    line()
    if reply.verb in _OF_A_REQUEST and overview.untold(reply.draft.step):
        tell(say("verb.untold", id=overview.journey.id, step=reply.draft.step))
