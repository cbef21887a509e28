"""`accounts`: which providers can be connected, what each needs and where it is kept; a value is never printed."""

from __future__ import annotations

import getpass
import sys
import warnings
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.printing import confirm, line, print_json, tell, words
from demenagement.domain.keeping import Place
from demenagement.errors import StorageFailed

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.accounts import Account, Wanted
    from demenagement.wording import Phrasebook

_WRONG = 2


class _Mistyped(Exception):
    """What was typed or given can't be used: the sentence says why."""


def accounts(arguments: Namespace) -> int:
    """`accounts [list | set PROVIDER [--stdin] [--yes] | forget PROVIDER]`."""
    product, say = Product.of(arguments), words(arguments)
    if arguments.verb == "set":
        return _set(product, arguments, say)
    if arguments.verb == "forget":
        return _forget(product, arguments, say)
    found = product.accounts.all()
    if arguments.json:
        print_json(
            {
                "version": 1,
                "keyring": product.keychain.usable,
                "accounts": [account_document(each, say) for each in found],
            }
        )
        return 0
    for each in found:
        _print(each, say)
    line(say("accounts.keyring" if product.keychain.usable else "accounts.no-keyring"))
    return 0


def _print(account: Account, say: Phrasebook) -> None:
    manifest = account.manifest
    line(f"{manifest.slug} · {manifest.name[say.lang]}")
    if not account.values:
        line(say("accounts.needs-nothing"), 2)
    else:
        line(say("accounts.complete" if account.complete else "accounts.incomplete"), 2)
    for each in account.values:
        line(_kept_where(each, say), 4)
    line()


def _kept_where(wanted: Wanted, say: Phrasebook) -> str:
    if wanted.lender is not None:
        return say("accounts.kept-lent", name=wanted.name, lender=wanted.lender)
    where = wanted.place.value if wanted.place else "missing" if wanted.needed else "default"
    return say(f"accounts.kept-{where}", name=wanted.name)


def account_document(account: Account, say: Phrasebook) -> dict[str, Any]:
    """An account as JSON: what it needs and where it is kept, no value."""
    return {
        "slug": account.manifest.slug,
        "name": account.manifest.name[say.lang],
        "complete": account.complete,
        "values": [
            {
                "name": each.name,
                "secret": each.secret,
                "needed": each.needed,
                "set": each.place is not None,
                "kept": each.place.value if each.place else None,
                "lender": each.lender,
            }
            for each in account.values
        ],
    }


def _set(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    account = product.accounts.one(arguments.provider)
    try:
        given = _given(account, say) if arguments.stdin else _asked(account, say)
    except _Mistyped as mistyped:
        tell(str(mistyped))
        return _WRONG
    if given and not _kept(product, account, given, arguments, say):
        tell(say("accounts.nothing-written"))
        for name in given:
            tell(f"    {product.settings.accounts.variable(account.manifest.slug, name)}")
        return 1
    fresh = Product.of(arguments).accounts.one(arguments.provider)
    if arguments.json:
        print_json({"version": 1, "account": account_document(fresh, say)})
    else:
        _print(fresh, say)
    return 0


def _kept(product: Product, account: Account, given: dict[str, str], arguments: Namespace, say: Phrasebook) -> bool:
    """Keep what was given: secrets in the system's safe or, where it has none and the person agrees, in the file."""
    slug, uses = account.manifest.slug, product.accounts
    hidden = [each.name for each in account.values if each.secret and each.name in given]
    if not hidden or product.keychain.usable:
        try:
            uses.keep(slug, given, secrets_in=Place.KEYRING)
        except StorageFailed as fault:
            if fault.reason != "keyring":
                raise
        else:
            return True
    tell(say("accounts.in-clear", names=", ".join(hidden), file=product.settings_path))
    if not (arguments.yes or confirm(say("accounts.in-clear-confirm"))):
        return False
    uses.keep(slug, given, secrets_in=Place.FILE)
    return True


def _given(account: Account, say: Phrasebook) -> dict[str, str]:
    """The values that a script gives, NAME=VALUE a line."""
    names = [each.name for each in account.values]
    found = {}
    for text in sys.stdin.read().splitlines():
        if not text.strip():
            continue
        name, sign, value = text.partition("=")
        if not sign or name.strip() not in names:
            # What stands on the line may be a secret: it is not repeated.
            raise _Mistyped(say("accounts.not-a-value", names=", ".join(names)))
        found[name.strip()] = _usable(name.strip(), value, say)
    return found


def _asked(account: Account, say: Phrasebook) -> dict[str, str]:
    """The values that a person types; an empty answer leaves a value as it is."""
    if not sys.stdin.isatty():
        raise _Mistyped(say("accounts.no-terminal"))
    for text in account.manifest.prepares[say.lang]:
        tell(f"- {text}")
    found = {}
    for each in account.values:
        if value := _ask(each, say):
            found[each.name] = _usable(each.name, value, say)
    return found


def _ask(wanted: Wanted, say: Phrasebook) -> str:
    state = "set" if wanted.place else "unset" if wanted.needed else "optional"
    question = say(f"accounts.ask-{state}", name=wanted.name)
    if not wanted.secret:
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        return sys.stdin.readline().strip()
    with warnings.catch_warnings():
        # Where the terminal can't be told to be quiet, nothing is asked: it would show.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(f"{question} ")
        except (getpass.GetPassWarning, EOFError):
            raise _Mistyped(say("accounts.no-terminal")) from None


def _usable(name: str, value: str, say: Phrasebook) -> str:
    if not value or not value.isprintable():
        raise _Mistyped(say("accounts.unusable", name=name))
    return value


def _forget(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    """Remove an account; the answer is no while the environment still holds some of it."""
    left = product.accounts.forget(arguments.provider)
    if arguments.json:
        print_json({"version": 1, "slug": arguments.provider, "left": list(left)})
    else:
        seen = "forgotten" if product.keychain.usable else "forgotten-file"
        tell(say(f"accounts.{seen}", name=arguments.provider))
    if left:
        tell(say("accounts.left", names=", ".join(left)))
    return 1 if left else 0
