"""Communes, by the API Découpage administratif (Licence Ouverte 2.0): newer than the list that ships."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.domain.communes import Commune
from demenagement.gateways.lookups.asking import asked
from demenagement.gateways.lookups.records import members, needed, texts

if TYPE_CHECKING:
    from demenagement.adapter import Http

_FIELDS = {"fields": "nom,code,codesPostaux", "format": "json"}
_CODE = re.compile(r"[0-9](?:[0-9]{4}|[AB][0-9]{3})")
_MISSING = 404


class Communes:
    """At most 50 questions a second may be asked from one place. A refusal comes in plain text, not in JSON."""

    def __init__(self, http: Http) -> None:
        """`http` leads to the service."""
        self._http = http

    async def search(self, words: str) -> tuple[Commune, ...]:
        """Those with that postcode or that Insee code; else those whose name resembles it, the most peopled first.

        Five digits may be both: a postcode is what people know.
        """
        found = await self._asked({"codePostal": words}) if words.isdigit() else ()
        if not found and _CODE.fullmatch(words):
            return await self._asked({"code": words})
        return found or await self._asked({"nom": words, "boost": "population", "limit": "10"})

    async def _asked(self, question: dict[str, str]) -> tuple[Commune, ...]:
        answer = await asked(self._http, "communes", "communes", {**question, **_FIELDS}, also=(_MISSING,))
        if answer.status == _MISSING:
            return ()
        return tuple(
            Commune(
                needed(each, "communes", "code"), needed(each, "communes", "nom"), texts(each.get("codesPostaux") or [])
            )
            for each in members(answer.document, "communes")
        )
