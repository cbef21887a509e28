"""Which local office of a public body a step is for, and where what is known of it rests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from demenagement.domain.offices import OFFICE_OF, PublicOffice
from demenagement.domain.situation import commune

if TYPE_CHECKING:
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.plan import Step

KnownOffices: TypeAlias = Callable[[str, str], tuple[PublicOffice, ...]]
"""Those of a kind for a commune, as they are known here and now."""


def no_offices(_kind: str, _insee: str) -> tuple[PublicOffice, ...]:
    """Nothing is known of any."""
    return ()


def office_of(step: Step, dossier: Dossier) -> tuple[str, str] | None:
    """The kind of office and the commune's code; None where the counterpart is no public body, or no commune is known.

    What ends with the old home is seen to where it stands; all else where the household goes.
    """
    kind = OFFICE_OF.get(step.provider or "")
    home = dossier.leaving if step.template.side == "leaving" else dossier.arriving
    return (kind, commune(home.insee)) if kind and home.insee else None
