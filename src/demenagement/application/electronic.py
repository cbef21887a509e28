"""When a letter goes as an electronic registered one: somebody chose that way, and its recipient agreed beforehand.

A landlord is the only counterpart whose agreement the dossier keeps, and so the only one who is written to that way.
Sources: service-public.fr, the lease notice (void where the landlord did not agree beforehand), read on 2026-11-21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.provider import Channel
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest


def chosen(dossier: Dossier, step: Step) -> bool:
    """Whether the household said that its notice goes that way."""
    return step.template.letter == "lease-notice" and dossier.leaving.notice_by == "electronic"


def check(dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> None:
    """Keep the two registered letters apart.

    Raises NotAllowed for a paper one where an electronic one was chosen, for an electronic one to a landlord who did
    not agree, or of whom nobody knows, or to anybody else.
    """
    if channel is Channel.LETTER and chosen(dossier, step):
        raise NotAllowed("notice-is-electronic", step=step.id)
    if channel is not Channel.ELECTRONIC:
        return
    if manifest.kind != "landlord":
        others = tuple(each for each in manifest.channels if each is not channel)
        raise NotAllowed("no-such-channel", step=step.id, channels=others)
    side = "arriving" if step.template.side == "arriving" else "leaving"
    landlord = dossier.arriving.landlord if side == "arriving" else dossier.leaving.landlord
    accepts = landlord.accepts_electronic if landlord else None
    fact = f"{side}.landlord.accepts_electronic"
    if accepts is None:
        raise NotAllowed("electronic-unknown", step=step.id, fact=fact)
    if not accepts:
        raise NotAllowed("electronic-unwanted", step=step.id, fact=fact)
