"""The accounts a household connects: what each needs, what is set and where it is kept. A value is never told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.application.account_ports import Safe, SetUpFile, SetUpValues
from demenagement.domain.keeping import Place, secret
from demenagement.domain.provider import Manifest
from demenagement.errors import NotFound, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value of an account; `place` is None while it is not set, `needed` is false where it may be left out.

    `lender` is the provider whose account it comes from, where that is another one.
    """

    name: str
    place: Place | None
    needed: bool = True
    lender: str | None = None

    @property
    def secret(self) -> bool:
        """Whether it is typed unseen and never shown."""
        return secret(self.name)


@dataclass(frozen=True, slots=True)
class Account:
    """What one provider is connected with."""

    manifest: Manifest
    values: tuple[Wanted, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What it needs and is not set."""
        return tuple(each.name for each in self.values if each.needed and each.place is None)

    @property
    def complete(self) -> bool:
        """Whether all that it needs is set."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Accounts:
    """The use cases of accounts."""

    manifests: Mapping[str, Manifest]
    set_up: SetUpValues
    file: SetUpFile
    safe: Safe

    def all(self) -> tuple[Account, ...]:
        """Every provider that can be connected, by its slug: those whose code sends, and needs an account or none."""
        return tuple(self._account(each) for _, each in sorted(self.manifests.items()) if _connects(each))

    def one(self, slug: str) -> Account:
        """The account of a provider. Raises NotFound for one that can't be connected."""
        manifest = self.manifests.get(slug)
        if manifest is None or not _connects(manifest):
            near = tuple(name for name, each in sorted(self.manifests.items()) if _connects(each))
            raise NotFound("account", slug, near)
        return self._account(manifest)

    def keep(self, slug: str, values: Mapping[str, str], *, secrets_in: Place) -> None:
        """Keep values of an account: secrets in the safe or, where `secrets_in` says so, with the rest in the file.

        A secret is kept in one place only. Raises StorageFailed, FilesInvalid.
        """
        hidden = {name: value for name, value in values.items() if secret(name)}
        if secrets_in is Place.FILE:
            self.file.write(slug, values)
            for name in hidden:
                # One that the safe still held would be found first; a safe that does not answer is not asked either.
                with suppress(StorageFailed):
                    self.safe.remove(slug, name)
            return
        for name, value in hidden.items():
            self.safe.put(slug, name, value)
        self.file.write(slug, {name: value for name, value in values.items() if name not in hidden}, hidden)

    def forget(self, slug: str) -> tuple[str, ...]:
        """Remove an account from the safe and the file; gives the variables of the environment that still hold some.

        Raises NotFound, FilesInvalid, and StorageFailed where the safe may still hold a secret.
        """
        account = self.one(slug)
        names = [each.name for each in account.values]
        self.file.remove(slug, names)
        for each in account.values:
            if each.secret:
                self.safe.remove(slug, each.name)
        return tuple(self._variables(account))

    def _variables(self, account: Account) -> Iterable[str]:
        for each in account.values:
            if each.place is Place.ENVIRONMENT and each.lender is None:
                yield self.set_up.variable(account.manifest.slug, each.name)

    def _account(self, manifest: Manifest) -> Account:
        own = self.set_up.places(manifest)
        lender = self.manifests.get(manifest.shares_account or "")
        lent = self.set_up.places(lender) if lender is not None else {}

        def wanted(name: str, *, needed: bool) -> Wanted:
            borrowed = lender is not None and name not in own and name in lent
            slug = manifest.shares_account if borrowed else None
            return Wanted(name, own.get(name) or lent.get(name), needed=needed, lender=slug)

        needed = tuple(wanted(name, needed=True) for name in manifest.account)
        return Account(manifest, (*needed, *(wanted(name, needed=False) for name in manifest.adjusts)))


def _connects(manifest: Manifest) -> bool:
    return bool(manifest.account) or manifest.carries is not None
