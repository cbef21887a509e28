"""The system's safe: used where there is one that works, done without where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safes import FakeSafe, LockedSafe, NoSafe, OpenDrawer, plugged

from demenagement.errors import StorageFailed
from demenagement.gateways.keychain import Keychain

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

WITHOUT = pytest.mark.parametrize("backend", [NoSafe(), OpenDrawer()], ids=["headless", "in-clear"])


def test_a_secret_is_kept_read_and_forgotten() -> None:
    """Each provider's under its own name."""
    with plugged(FakeSafe()):
        keychain = Keychain()
        keychain.put("maileva", "password", "s3same")
        assert (keychain.usable, keychain.get("maileva", "password")) == (True, "s3same")
        assert keychain.get("mail-server", "password") is None
        keychain.remove("maileva", "password")
        assert keychain.get("maileva", "password") is None


def test_forgetting_what_is_not_there_is_no_fault() -> None:
    """It is gone either way."""
    with plugged(FakeSafe()) as safe:
        Keychain().remove("maileva", "password")
        assert isinstance(safe, FakeSafe)
        assert safe.kept == {}


@WITHOUT
def test_without_a_safe_nothing_is_kept_and_nothing_found(backend: KeyringBackend) -> None:
    """On a server, or where what stands in for one would write in clear."""
    with plugged(backend):
        keychain = Keychain()
        assert (keychain.usable, keychain.get("maileva", "password")) == (False, None)
        with pytest.raises(StorageFailed, match="keyring"):
            keychain.put("maileva", "password", "s3same")
        keychain.remove("maileva", "password")


def test_a_safe_that_is_locked_is_asked_once() -> None:
    """A person is not asked for its key again and again; from then on it counts as none."""
    with plugged(LockedSafe()) as safe:
        keychain = Keychain()
        assert [keychain.get("maileva", name) for name in ("password", "client_secret")] == [None, None]
        assert isinstance(safe, LockedSafe)
        assert (safe.asked, keychain.usable) == (["password"], False)


def test_a_safe_that_takes_nothing_says_so() -> None:
    """In our words: what a safe says may hold what it was given."""
    with plugged(LockedSafe()), pytest.raises(StorageFailed) as caught:
        Keychain().put("maileva", "password", "s3same")
    assert (caught.value.reason, "s3same" in repr(caught.value)) == ("keyring", False)


def test_a_secret_that_may_still_be_there_is_not_said_to_be_gone() -> None:
    """The safe did not answer."""
    with plugged(LockedSafe()), pytest.raises(StorageFailed):
        Keychain().remove("maileva", "password")
