"""Bringing in the official list of rent zones: from a file, or from where the ministry publishes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from demenagement.application.ports import ZoneLists
from demenagement.domain.zoning import ZoneList
from demenagement.errors import ListUnreachable, ProviderError

if TYPE_CHECKING:
    from demenagement.adapter import Http

_FOUND = 200


@dataclass(frozen=True, slots=True)
class Zoning:
    """The use cases of the list; `read` makes one of a file's content, its name and the day, or raises FilesInvalid."""

    read: Callable[[bytes, str, date], ZoneList]
    lists: ZoneLists

    def take_in(self, content: bytes, source: str, today: date) -> ZoneList:
        """Read a list whole, then keep it in place of the one before.

        Raises FilesInvalid with everything wrong, StorageFailed; the list before then stays.
        """
        found = self.read(content, source, today)
        self.lists.keep(found)
        return found

    async def refresh(self, http: Http, address: str, today: date, page: str = "") -> ZoneList:
        """Fetch the official list and take it in; `page` is where a person finds it too.

        Raises ListUnreachable, and what `take_in` raises.
        """
        try:
            answer = await http.request("GET", address)
        except ProviderError as fault:
            raise ListUnreachable(address, fault.detail, page=page) from fault
        if answer.status != _FOUND:
            raise ListUnreachable(address, f"HTTP {answer.status}", page=page)
        return self.take_in(answer.content, address, today)
