"""An electronic registered letter: the same letter, to an e-mail address and to whom is to open it there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.channels.fields import as_fields
from demenagement.channels.known import Known, contact_path
from demenagement.channels.letter import laid_out
from demenagement.channels.writing import Writing, write
from demenagement.channels.writing.parties import answered_at
from demenagement.domain.draft import Addressee, Draft, Field
from demenagement.domain.provider import Channel
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

_LONGEST_NAME, _LONGEST_BODY = 50, 38
"""What the service's own fields hold (providers.md B1, LREQ)."""
_CIVILITIES = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"}
_AND = {"et", "&", "ou"}


class ElectronicComposer:
    """Writes the letter that the step's template names, for the electronic way."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` name the facts for the person; the letter itself is in French."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The letter. Raises DossierIncomplete, and NotAllowed for a name that is not one person's or one body's."""
        # Whatever way was thought of first: a letter does not say that it is handed over where it is not.
        known = Known(step, {**facts, "leaving.notice_by": "electronic"})
        writing = Writing(known, self._manifest)
        body, to = write(writing), self._addressee(known)
        name = to.body or f"{to.first_name} {to.last_name}"
        letter = laid_out(writing, body, (name, to.email))
        return Draft(
            step=step.id,
            provider=self._manifest.slug,
            channel=Channel.ELECTRONIC,
            recipient=f"{name}, {to.email}",
            subject=body.subject,
            fields=(
                *self._told(to, known),
                *as_fields(body.tells, known, self._words),
                *answered_at(writing, body, self._words),
            ),
            letter=replace(letter, references=(writing.say("electronic"), *letter.references), electronic=to),
        )

    def _addressee(self, known: Known) -> Addressee:
        email, named, kind = (contact_path(self._manifest, known.step, what) for what in ("email", "name", "kind"))
        known.require(named, email, kind)
        name, person = known.text(named), known.text(kind) == "person"
        first, last = _parted(name)
        alone = bool(first) or not person
        if not alone or max(len(first), len(last)) > _LONGEST_NAME or (not person and len(name) > _LONGEST_BODY):
            raise NotAllowed("electronic-name", step=known.step.id, fact=named, name=name)
        return Addressee(
            email=known.text(email), first_name=first or last, last_name=last, body=None if person else name
        )

    def _told(self, to: Addressee, known: Known) -> Iterator[Field]:
        """To which address and name it goes, each value as the service gets it."""
        path = {what: contact_path(self._manifest, known.step, what) for what in ("email", "name", "kind")}
        told = (
            ("email", to.email, path["email"]),
            ("first-name", to.first_name, path["name"]),
            ("last-name", to.last_name, path["name"]),
            ("body", to.body, path["name"]),
            ("status", self._words(f"channel.electronic.{'professional' if to.body else 'individual'}"), path["kind"]),
        )
        for what, value, fact in told:
            if value:
                yield Field(self._words(f"channel.electronic.{what}"), value, fact)


def _parted(name: str) -> tuple[str, str]:
    """First and last name; no first one where the name is a single word, or that of several people.

    A family name in capitals may come first; otherwise the first word is the first name.
    """
    words = name.split()
    while words and words[0].rstrip(".").lower() in _CIVILITIES:
        words.pop(0)
    if len(words) < 2 or _AND & {word.lower() for word in words}:  # noqa: PLR2004 # a first name and a last name
        return "", " ".join(words)
    if words[0].isupper() and not words[-1].isupper():
        count = next(at for at, word in enumerate(words) if not word.isupper())
        return " ".join(words[count:]), " ".join(words[:count])
    return words[0], " ".join(words[1:])
