"""The plain request, for a step without a letter of its own: what for, the facts that help, what is asked back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import as_fields, concerned, listed
from demenagement.channels.known import address, address_paths
from demenagement.channels.writing.contracts import confidential, moving
from demenagement.channels.writing.matter import Body
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.channels.writing.matter import Writing


def request(writing: Writing) -> Body:
    """What a step without a letter of its own asks, with every fact that the provider needs."""
    known, manifest, slug = writing.known, writing.manifest, writing.step.slug
    known.require(*manifest.requires)
    paths = concerned(manifest, known)
    facts = _useful(writing, paths)
    day = known.day("move.day")
    asks = f"request.asks.{slug}"
    return Body(
        subject=_of(writing),
        references=writing.account(),
        paragraphs=(
            *((moving(writing, day),) if day else ()),
            _about(writing),
            *(("\n".join((writing.say("request.facts"), *facts)),) if facts else ()),
            *confidential(writing),
            writing.say(asks if writing.has(asks) else "confirm"),
        ),
        enclosures=writing.listed(f"request.proof.{slug}"),
        tells=paths,
    )


def _of(writing: Writing) -> str:
    named = f"request.of.{writing.step.slug}"
    return writing.say(named) if writing.has(named) else writing.say("request.subject", title=writing.title)


def _about(writing: Writing) -> str:
    purpose = writing.purpose
    return (
        writing.say("request.about", purpose=purpose)
        if purpose
        else writing.say("request.about-title", title=writing.title)
    )


def _useful(writing: Writing, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The facts as lines, each dwelling's address as one, without what the letter says elsewhere."""
    known, french = writing.known, phrasebook("fr")
    homes = {side: address(known, side) for side in ("leaving", "arriving") if f"{side}.street" in paths}
    said = {"move.day", f"accounts.{writing.manifest.slug}.reference"}
    said |= {path for side, line in homes.items() if line for path in address_paths(side)}
    if all(each.name in writing.signers and not (each.born or each.birth_name) for each in known.movers):
        said.add("household.adults")  # their names stand below the letter, and nothing else is known of them
    lines = [writing.say(f"request.{side}", address=line) for side, line in homes.items() if line]
    return (*lines, *listed(as_fields((path for path in paths if path not in said), known, french), french))
