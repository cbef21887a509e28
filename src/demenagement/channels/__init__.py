"""One composer a channel, for providers that bring no code of their own: facts in, word for word draft out.

Carriers are elsewhere: a composer knows no clock, no file and no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.counter import CounterComposer
from demenagement.channels.electronic import ElectronicComposer
from demenagement.channels.email import EmailComposer
from demenagement.channels.letter import LetterComposer
from demenagement.channels.phone import PhoneComposer
from demenagement.channels.portal import PortalComposer
from demenagement.channels.prefill import PrefillComposer
from demenagement.domain.provider import Channel, Manifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.adapter import Composer
    from demenagement.wording import Phrasebook

COMPOSERS: dict[Channel, Callable[[Manifest, Phrasebook], Composer]] = {
    Channel.PREFILL: PrefillComposer,
    Channel.PORTAL: PortalComposer,
    Channel.EMAIL: EmailComposer,
    Channel.LETTER: LetterComposer,
    Channel.ELECTRONIC: ElectronicComposer,
    Channel.PHONE: PhoneComposer,
    Channel.COUNTER: CounterComposer,
}
"""What writes the draft for a channel, made from the provider's manifest and the reader's phrasebook."""
