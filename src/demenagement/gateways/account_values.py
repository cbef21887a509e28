"""The values of providers' accounts: the environment comes first, then the system's safe, then the settings file.

A provider that shares the account of another of the same company is told what it lacks from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.domain.keeping import Place, secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from demenagement.application.account_ports import Safe
    from demenagement.domain.provider import Manifest

_PREFIX = "DEMENAGEMENT_"


def variable(table: str, name: str) -> str:
    """What the environment calls a value of the settings file."""
    return f"{_PREFIX}{table}_{name}".upper().replace("-", "_")


class AccountValues:
    """The SetUpValues port: what the file, the environment and the safe hold."""

    def __init__(self, document: Mapping[str, Any], environment: Mapping[str, str], safe: Safe | None) -> None:
        """The file as it was read; without a safe, secrets stand in the other two."""
        self._document, self._environment, self._safe = document, environment, safe

    def told(self, manifest: Manifest) -> dict[str, str]:
        """Every value that is set for that provider: its own, then what the one whose account it shares lends it.

        Of a provider that nobody set up, and for what the environment holds, no safe is opened.
        """
        shut = self._told(manifest, opened=False)
        begun = bool(shut) or any(slug in self._document for slug in _tables(manifest))
        known = begun and all(shut.get(name) for name in manifest.account if not secret(name))
        return self._told(manifest, opened=True) if known else shut

    def places(self, manifest: Manifest) -> dict[str, Place]:
        """Where each value of its own is kept; a value kept twice is used from the first place."""
        slug = manifest.slug
        environment = self._from_environment(slug)
        wanted = (name for name in _secrets(manifest) if name not in environment)
        return {
            **dict.fromkeys((name for name, value in self._from_file(slug).items() if value), Place.FILE),
            **dict.fromkeys(self._from_safe(slug, wanted), Place.KEYRING),
            **dict.fromkeys(environment, Place.ENVIRONMENT),
        }

    def variable(self, slug: str, name: str) -> str:
        """What the environment calls a value of that provider."""
        return variable(slug, name)

    def _told(self, manifest: Manifest, *, opened: bool) -> dict[str, str]:
        found: dict[str, str] = {}
        for slug in _tables(manifest):
            environment, file = self._from_environment(slug), self._from_file(slug)
            # What its own account says already is not looked for in the lender's.
            wanted = (name for name in _secrets(manifest) if name not in environment and name not in found)
            safe = self._from_safe(slug, wanted) if opened else {}
            found = {**file, **safe, **environment, **found}
        return found

    def _from_file(self, slug: str) -> dict[str, str]:
        return {str(key): str(value) for key, value in self._document.get(slug, {}).items()}

    def _from_environment(self, slug: str) -> dict[str, str]:
        prefix = variable(slug, "")
        return {
            key.removeprefix(prefix).lower(): value
            for key, value in self._environment.items()
            if key.startswith(prefix) and value
        }

    def _from_safe(self, slug: str, names: Iterable[str]) -> dict[str, str]:
        safe = self._safe
        found = {name: safe.get(slug, name) for name in names} if safe is not None else {}
        return {name: value for name, value in found.items() if value}


def _tables(manifest: Manifest) -> tuple[str, ...]:
    """Its own, then that of the one whose account it shares."""
    return (manifest.slug, manifest.shares_account) if manifest.shares_account else (manifest.slug,)


def _secrets(manifest: Manifest) -> tuple[str, ...]:
    return tuple(name for name in manifest.account if secret(name))
