"""The Providers port over the running program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Composer, Http
    from demenagement.bootstrap import Product
    from demenagement.domain.draft import Draft, Earlier
    from demenagement.domain.provider import Channel, Manifest


class Counterparts:
    """The Providers port: manifests, channels, code and connections, as one."""

    def __init__(self, product: Product, lang: str | None = None) -> None:
        """Take the parts from the running program; drafts are in `lang`, or in the reader's language."""
        self._product, self._lang = product, lang or product.lang

    @property
    def manifests(self) -> dict[str, Manifest]:
        """Every manifest by slug."""
        return self._product.manifests

    def composer(self, manifest: Manifest, channel: Channel) -> Composer:
        """What writes the draft for that way of listening."""
        from demenagement.channels import COMPOSERS
        from demenagement.wording import phrasebook

        return COMPOSERS[channel](manifest, phrasebook(self._lang))

    def recall(self, draft: Draft, earlier: Earlier) -> Draft:
        """The draft as the chase of an earlier message."""
        from demenagement.channels.chasing import recalling
        from demenagement.wording import phrasebook

        return recalling(draft, earlier, phrasebook(self._product.lang))

    def carrier(self, slug: str) -> Carrier:
        """The code that transports. Raises ProviderBroken."""
        return self._product.registry.carrier(slug)

    def ready(self, slug: str) -> bool:
        """Whether an account is set up for that carrier."""
        return self._product.settings.connection(self.manifests[slug]).complete

    def preferred(self, channel: Channel) -> str | None:
        """The carrier that the settings name for that channel. Raises FilesInvalid when it carries nothing of it."""
        return self._product.settings.preferred(channel, self.manifests)

    def http(self, slug: str) -> Http:
        """The way out, bound to that provider."""
        from demenagement.gateways.http import ProviderHttp

        manifest = self.manifests[slug]
        connection = self._product.settings.connection(manifest)
        return ProviderHttp(
            slug, connection.base, manifest.hosts, connection.account, connections=self._product.connections
        )
