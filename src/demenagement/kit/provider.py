"""What every provider owes, whatever it does: it is complete, in both languages, and its drafts are what leaves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest

from demenagement.cli.cases import provider_problems, recorded_now
from demenagement.domain.provider import Channel
from demenagement.kit.setting import catalogue

if TYPE_CHECKING:
    from demenagement.domain.provider import Manifest
    from demenagement.domain.recorded import Recorded


class ProviderContract:
    """Say which provider it is."""

    slug: ClassVar[str]

    @pytest.fixture
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return catalogue().manifests[self.slug]

    def test_it_holds_what_its_level_claims(self, manifest: Manifest) -> None:
        """Complete where guided, with recorded drafts that are what leaves where drafted, with code where it sends."""
        today = date.today()  # noqa: DTZ011 # a reading is not in the future
        assert provider_problems(catalogue(), manifest, today) == []

    def test_it_says_everything_in_both_languages(self, manifest: Manifest) -> None:
        """Nothing is left blank, and nobody is told less for reading English."""
        words = (manifest.name, manifest.human, manifest.closing, manifest.breakdown, manifest.expects.answer)
        assert [each for each in words if not (each.fr.strip() and each.en.strip())] == []
        assert all(line.strip() for line in (*manifest.prepares.fr, *manifest.prepares.en))
        assert (manifest.source.strip() != "", manifest.expects.days > 0) == (True, True)

    def test_each_of_its_drafts_leads_somewhere(self, manifest: Manifest) -> None:
        """A site has its address or says where that is found; so has a number, a counter, a letter, an e-mail."""
        cases = enumerate(catalogue().cases(manifest.slug), 1)
        drafts = [recorded_now(catalogue(), manifest.slug, case, number) for number, case in cases]
        assert [draft for draft in drafts if not (draft.recipient and draft.subject and _reached(draft))] == []


def _reached(draft: Recorded) -> bool:
    first = draft.text.partition("\n")[0]
    match draft.channel:
        case Channel.PREFILL:
            return "rempli d'avance" in first
        case Channel.PORTAL:
            return draft.url is not None or first.startswith("Ouvrez le site")
        case Channel.EMAIL | Channel.ELECTRONIC:
            return "@" in draft.recipient
        case Channel.LETTER:
            return draft.letter is not None and len(draft.letter.recipient) > 1
        case Channel.PHONE:
            return first.startswith(("Appelez le ", "Le numéro est sur "))
        case Channel.COUNTER:
            return first.startswith(("Allez à ", "Cherchez l'adresse", "Le rendez-vous est"))
        case _:
            return True
