"""Whether all of this works: what of the running program is looked at, and where it is set up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from demenagement.application.checking import Place
from demenagement.domain.checkup import SetUp
from demenagement.errors import FilesInvalid
from demenagement.gateways import machine
from demenagement.gateways.http import ProviderHttp
from demenagement.gateways.limits import PROBE

if TYPE_CHECKING:
    from demenagement.application.checking import Part
    from demenagement.bootstrap import Product


class Checkup:
    """The parts of one running program, as the check-up asks for them."""

    def __init__(self, product: Product) -> None:
        """Take the parts from the running program."""
        self._product = product

    def parts(self) -> dict[str, Part]:
        """What is looked at on this machine; each gives what it found, or raises what is wrong with it."""
        product = self._product
        return {
            "program": machine.program,
            "letters": machine.typesetting,
            "catalogue": self._catalogue,
            "home": partial(machine.writable, product.home),
            "settings": self._settings,
            "communes": lambda: {"communes": len(product.gazetteer), "edition": product.gazetteer.edition},
            "zones": self._zones,
        }

    def _catalogue(self) -> dict[str, object]:
        product = self._product
        if problems := (*product.plan_problems(), *product.provider_problems()):
            raise FilesInvalid(problems)
        for slug in product.registry.broken():
            product.registry.carrier(slug)  # raises what is wrong with the first
        steps = sum(len(family.steps) for family in product.families)
        return {"steps": steps, "providers": len(product.manifests)}

    def _settings(self) -> dict[str, object]:
        product = self._product
        for service in product.services.facts:
            product.services.allowed(service)
            product.services.address(service)
        return {"path": product.settings.path, "there": product.settings.path.is_file()}

    def _zones(self) -> dict[str, object]:
        product = self._product
        listed, shipped = product.zone_lists.read(), product.verified_zones
        day = shipped.checked_on if listed is None else listed.day or listed.imported_on
        return {"imported": listed is not None, "communes": len(listed.zones if listed else shipped.known), "day": day}

    def set_up(self) -> SetUp:
        """What the person set up, and never a value of it."""
        product = self._product
        return SetUp(
            settings=str(product.settings.path),
            written=product.settings.path.is_file(),
            sandbox=product.settings.sandbox,
            accounts={
                # A sandbox stands in for no provider without a host, whatever is set up for it.
                slug: ()
                if product.settings.connection(each).complete
                else product.accounts.one(slug).missing or each.account
                for slug, each in sorted(product.manifests.items())
                if each.account
            },
            lookups={service: product.services.allowed(service) for service in product.services.facts},
        )

    def places(self) -> list[Place]:
        """Every address that something of ours may speak to; nothing of the household is asked there."""
        product = self._product
        official = product.settings.address("zone-tendue", product.verified_zones.official[0])
        addresses = {f"lookup-{service}": product.services.address(service) for service in product.services.facts}
        for slug, manifest in sorted(product.manifests.items()):
            if manifest.hosts and (base := product.settings.connection(manifest).base):
                addresses[slug] = base
        places = []
        for name, address in {**addresses, "zone-tendue": official}.items():
            host = urlsplit(address).hostname or ""
            http = ProviderHttp(name, address, [host], {}, connections=product.connections, limits=PROBE)
            # The list is long: to know that it is there, it need not come.
            brief = name == "zone-tendue" and product.settings.sandbox is None
            places.append(Place(name, address, http, "HEAD" if brief else "GET"))
        return places
