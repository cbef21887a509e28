"""Recorded answers of the public services, and the way out through them. The files are of our own making."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from gateways.network import FAST, Network

from demenagement.gateways.http import Connections, ProviderHttp

if TYPE_CHECKING:
    from gateways.network import Reply

_FOLDER = Path(__file__).with_name("recorded")
JSON = {"Content-Type": "application/json; charset=utf-8"}


def recorded(name: str, status: int = 200) -> httpx.Response:
    """The answer of that file."""
    return httpx.Response(status, headers=JSON, content=(_FOLDER / f"{name}.json").read_bytes())


def leading_to(*replies: Reply, key: str = "") -> tuple[ProviderHttp, Network]:
    """A way out that meets these answers, the last one for ever; and what was asked on it."""
    network = Network(*replies)
    connections = Connections(httpx.MockTransport(network))
    account = {"key": key} if key else {}
    http = ProviderHttp(
        "x", "https://service.exemple", ["service.exemple"], account, connections=connections, limits=FAST
    )
    return http, network


def questions(network: Network) -> list[str]:
    """The addresses that were asked, below the service's own."""
    return [f"{each.url.path}?{each.url.params.get('where', each.url.params)}" for each in network.asked]
