"""The files of a new provider: every field that is wanted, a remark that says what goes there, and blanks."""

from __future__ import annotations

import json
import textwrap
from string import Template
from typing import TYPE_CHECKING

from demenagement import locations

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from demenagement.wording import Phrasebook

_WIDTH = 118
_BOTH = '{ fr = "", en = "" }'
_ADDRESS = ("street", "complement", "postcode", "city")


def scaffold(slug: str, arguments: Namespace, say: Phrasebook) -> dict[str, str]:
    """The text of each file by its name; `arguments` say the kind, the name, and whether code is wanted."""
    name, kind = arguments.name or "", arguments.kind or ""
    files = {"manifest.toml": "\n".join(_manifest(slug, kind, name, say, connected=arguments.connected)) + "\n"}
    title = "".join(part.capitalize() for part in slug.split("-"))
    test = f"test_{slug.replace('-', '_')}.py"
    if not arguments.connected:
        cases = "\n".join(_cases(slug, say)) + "\n"
        return files | {"cases.toml": cases, test: _code("provider_test.txt", title, slug)}
    return files | {
        "__init__.py": f'"""{json.dumps(name or slug, ensure_ascii=False)[1:-1]}."""\n',
        "adapter.py": _code("adapter.txt", title, slug),
        test: _code("carrier_test.txt", title, slug),
    }


def _code(file: str, title: str, slug: str) -> str:
    text = locations.shipped("scaffold", file).read_text(encoding="utf-8")
    return Template(text).substitute(title=title, slug=slug)


def _remark(key: str, say: Phrasebook, **details: object) -> list[str]:
    text = say(f"scaffold.{key}", **details)
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _manifest(slug: str, kind: str, name: str, say: Phrasebook, *, connected: bool) -> Iterator[str]:
    named = json.dumps(name, ensure_ascii=False)
    yield from _remark("manifest", say, slug=slug)
    yield f'slug = "{slug}"'
    yield from (*_remark("name", say), f"name = {{ fr = {named}, en = {named} }}")
    yield from (*_remark("kind", say), f"kind = {json.dumps(kind)}")
    yield from (*_remark("level", say), f'level = "{"connected" if connected else "guided"}"')
    yield from (*_remark("channels", say), "channels = []")
    yield from (*_remark("source", say), 'source = ""')
    yield from (*_remark("checked_on", say), 'checked_on = ""')
    yield from _carrier(say) if connected else _facts(slug, say)
    yield from ("", *_remark("prepares", say), "[prepares]", 'fr = [""]', 'en = [""]')
    yield from ("", *_remark("expects", say), "[expects]", f"answer = {_BOTH}", 'days = ""')
    for key in ("human", "closing", "breakdown"):
        yield from ("", *_remark(key, say), f"[{key}]", 'fr = ""', 'en = ""')


def _facts(slug: str, say: Phrasebook) -> Iterator[str]:
    needed = ["move.day", *(f"arriving.{part}" for part in _ADDRESS if part != "complement"), "household.adults"]
    yield from (*_remark("requires", say), f"requires = {json.dumps(needed)}")
    yield from (*_remark("optional", say), f'optional = ["arriving.complement", "accounts.{slug}.reference"]')
    yield from (*_remark("portal", say), '# portal = "https://"')


def _carrier(say: Phrasebook) -> Iterator[str]:
    yield from (*_remark("carries", say), 'carries = ""')
    yield from (*_remark("hosts", say), 'hosts = [""]')
    yield from (*_remark("account", say), 'account = [""]')
    yield from (*_remark("abilities", say), "abilities = []")
    yield from ("", *_remark("endpoints", say), "[endpoints]", 'base = ""')


def _cases(slug: str, say: Phrasebook) -> Iterator[str]:
    """Two households that told the provider's name among those to tell; the second says more."""
    yield from _remark("cases", say, slug=slug)
    for number, more in enumerate(("", 'arriving.complement = "Bât. B, 3e étage"'), 1):
        yield from ("", "[[case]]", *(_remark("about", say) if number == 1 else ()), 'about = ""')
        yield "today = 2027-04-12"
        yield from _remark("step", say) if number == 1 else ()
        yield f'step = "subscription-address/{slug}"'
        yield from (*(_remark("channel", say) if number == 1 else ()), '# channel = "portal"')
        yield from ("", *(_remark("dossier", say) if number == 1 else ()), "[case.dossier]")
        yield "move.day = 2027-05-08"
        yield 'arriving.street = "8 rue des Lilas"'
        yield from filter(None, (more,))
        yield from ('arriving.postcode = "44000"', 'arriving.city = "Nantes"')
        yield 'household.adults = [{ name = "Camille Martin" }]'
        yield f'household.subscriptions = ["{slug}"]'
        yield from (f'accounts.{slug}.reference = "1-23456789"',) if more else ()
