"""The providers' code, loaded when first needed. A broken one is a line of text, never a traceback."""

from __future__ import annotations

import importlib
import importlib.util
from types import MappingProxyType
from typing import TYPE_CHECKING

from demenagement.adapter import Cancels, Carrier, Composer, Reconciles, Tracks
from demenagement.domain.values import safe_text
from demenagement.errors import NotFound, ProviderBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demenagement.domain.provider import Manifest

_ABILITIES: tuple[tuple[str, type], ...] = (("reconciles", Reconciles), ("tracks", Tracks), ("cancels", Cancels))
_LONGEST_REASON = 200


class _Breach(Exception):
    """An adapter that loads and is none."""


class Registry:
    """What the providers' `adapter.py` make, each loaded and checked once."""

    def __init__(
        self,
        manifests: Mapping[str, Manifest],
        package: str = "demenagement.providers",
        own: Mapping[str, Callable[[Manifest], Carrier]] = MappingProxyType({}),
        packages: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Nothing is imported yet; `package` holds one folder a provider.

        `own` makes those carriers, by slug, that don't speak HTTP and so are no adapter; `packages` says, by slug, in
        which other package the folder stands.
        """
        self._manifests, self._package, self._own, self._packages = manifests, package, own, packages
        self._loaded: dict[str, Carrier | Composer] = {}
        self._broken: dict[str, str] = {}

    def carrier(self, slug: str) -> Carrier:
        """What transports for that provider. Raises ProviderBroken, NotFound."""
        made = self._adapter(slug)
        if not isinstance(made, Carrier):
            raise ProviderBroken(slug, "n'achemine rien (no submit)")
        return made

    def broken(self) -> dict[str, str]:
        """Every provider whose code does not load or breaks its contract, and the first line of why."""
        for slug, manifest in self._manifests.items():
            if manifest.carries is not None or manifest.abilities or self._has_code(manifest):
                try:
                    self._adapter(slug)
                except ProviderBroken:
                    continue
        return dict(self._broken)

    def has_code(self, slug: str) -> bool:
        """Whether there is code for that provider, sound or not."""
        return slug in self._own or self._has_code(self._manifests[slug])

    def _adapter(self, slug: str) -> Carrier | Composer:
        if slug not in self._manifests:
            raise NotFound("provider", slug)
        if slug not in self._loaded and slug not in self._broken:
            try:
                self._loaded[slug] = self._load(self._manifests[slug])
            except (Exception, SystemExit) as fault:  # noqa: BLE001 # whatever a provider's code does, the rest is fine
                self._broken[slug] = reason(fault)
        if slug in self._broken:
            raise ProviderBroken(slug, self._broken[slug])
        return self._loaded[slug]

    def _load(self, manifest: Manifest) -> Carrier | Composer:
        factory = self._own.get(manifest.slug)
        if factory is None:
            factory = getattr(importlib.import_module(self._module(manifest)), "adapter", None)
        if not callable(factory):
            raise _Breach("adapter.py ne définit pas « adapter » (no callable adapter)")
        made = factory(manifest)
        if not isinstance(made, Carrier | Composer):
            raise _Breach("ni submit ni draft (neither a Carrier nor a Composer)")
        able, claimed = {name for name, ability in _ABILITIES if isinstance(made, ability)}, set(manifest.abilities)
        if able != claimed:
            told, found = ", ".join(sorted(claimed)) or "∅", ", ".join(sorted(able)) or "∅"
            raise _Breach(f"le manifeste annonce {told}, le code offre {found} (abilities differ)")
        return made

    def _has_code(self, manifest: Manifest) -> bool:
        try:
            return importlib.util.find_spec(self._module(manifest)) is not None
        except Exception:  # noqa: BLE001 # its package does not import: loading it will say why
            return True

    def _module(self, manifest: Manifest) -> str:
        return f"{self._packages.get(manifest.slug, self._package)}.{manifest.folder}.adapter"


def reason(fault: BaseException) -> str:
    """The first line of what happened, made harmless."""
    line = (str(fault).strip().splitlines() or [""])[0]
    told = line if isinstance(fault, _Breach) else f"{type(fault).__name__}: {line}" if line else type(fault).__name__
    return safe_text(told)[:_LONGEST_REASON]
