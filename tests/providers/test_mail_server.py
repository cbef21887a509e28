"""The person's mail server keeps the contract of what is connected; tests/gateways/test_mail_server.py has the rest."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from fakes import NoHttp
from mail_servers import mail_server

from demenagement.bootstrap import Product
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel
from demenagement.gateways import mail_server as gateway
from demenagement.gateways.registry import Registry
from demenagement.kit import AnsweringContract

if TYPE_CHECKING:
    from demenagement.domain.submission import Receipt

DRAFT = Draft(
    step="bank",
    provider="bank",
    channel=Channel.EMAIL,
    recipient="agence@example.fr",
    subject="Changement d'adresse",
    text="Bonjour",
    carrier="mail-server",
)
ANSWERS: dict[str, dict[str, bytes | None]] = {
    "fine": {},
    "refusing": {"RCPT": b"550 nobody of that name"},
    "down": {"CONNECT": b"421 later"},
}


class TestMailServer(AnsweringContract):
    """A server that follows a script, or listens and says nothing."""

    slug = "mail-server"

    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A test does not wait as a person would."""
        monkeypatch.setattr(gateway, "_SECONDS", 0.2)

    async def submit_to(self, how: str) -> Receipt:
        """Hand one message over."""
        if how == "slow":
            with socket.create_server(("127.0.0.1", 0)) as listening:
                port = str(listening.getsockname()[1])
                return await self._send({"host": "127.0.0.1", "port": port, "security": "none"})
        with mail_server(**ANSWERS[how]) as (_, settings):
            return await self._send(settings)

    async def _send(self, settings: dict[str, str]) -> Receipt:
        http = NoHttp()
        http.account = {"sender": "Camille Martin <camille@example.fr>", **settings}
        registry = Registry(Product().manifests, own={self.slug: gateway.MailCarrier})
        return await registry.carrier(self.slug).submit(DRAFT.approve("key-1", datetime(2027, 3, 1, tzinfo=UTC)), http)
