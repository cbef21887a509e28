"""Merci Facteur of the sandbox, and a notice to leave that it carries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from providers.maileva_setting import LETTER, PDF

from demenagement.adapter import Answer
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel
from demenagement.kit import AT, Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.adapter import Http
    from demenagement.domain.draft import Approved

KEYS = dict.fromkeys(("service_id", "secret_key", "user_id"), "sandbox")


class MerciFacteurSetting(Setting):
    """Merci Facteur of the sandbox, and a notice to leave."""

    slug = "merci-facteur"
    submits = "submit"
    routes = ("token", "submit")
    looks = ("list-envois", "get-envoi")
    account = KEYS

    def draft(self, **letter: Any) -> Draft:  # noqa: ANN401 # any field of a letter
        """A notice to a landlord."""
        return Draft(
            step="lease-notice",
            provider="landlord",
            channel=Channel.LETTER,
            recipient="Agence Exemple",
            subject="Congé du logement",
            carrier="merci-facteur",
            letter=replace(LETTER, **letter),
        )

    def approved(self, key: str = "0b3ad2d2-6a3c-4c47-9d5e-8b1f6f0a1c11", **letter: Any) -> Approved:  # noqa: ANN401 # idem
        """The yes to it, with its PDF."""
        return self.draft(**letter).approve(key, AT, (PDF,))


class Through:
    """An Http with another account, that changes what is answered on one path."""

    def __init__(
        self, http: Http, path: str = "?", change: Callable[[Any], Any] = lambda document: document, **account: str
    ) -> None:
        """Around a real one; `change` makes another document of the answer's."""
        self.http, self.path, self.change = http, path, change
        self.account = {**KEYS, **account}

    async def request(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
        """One exchange."""
        answer = await self.http.request(method, path, **asked)
        return replace(answer, document=self.change(answer.document)) if path == self.path else answer


class Scripted:
    """An Http that signs in, then gives one answer after the other; remembers what was asked."""

    def __init__(self, *answers: Answer | object, account: dict[str, str] = KEYS) -> None:
        """Documents stand for an answer of status 200."""
        self.account = account
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self._answers = list(answers)

    async def request(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
        """The next answer."""
        self.asked.append((method, path, asked))
        if path == "/getToken":
            return Answer(200, {}, b"", {"success": True, "error": None, "token": "jeton", "expire": 4_000_000_000})
        given = self._answers.pop(0)
        return given if isinstance(given, Answer) else Answer(200, {}, b"", given)
