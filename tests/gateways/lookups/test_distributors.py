"""Who distributes energy in a commune, in either shape of the list."""

from __future__ import annotations

import httpx
from gateways.lookups.recording import JSON, leading_to, questions, recorded

from demenagement.domain.distributors import Distributor
from demenagement.gateways.lookups.distributors import Distributors

REFUSED = httpx.Response(400, headers=JSON, content=b'{"error_code": "ODSQLError", "message": "Unknown field"}')
AT = "/distributeurs-denergie-par-commune/records?"


async def test_the_shape_of_today_is_read() -> None:
    """Electricity, with the code of its operator."""
    http, network = leading_to(recorded("distributors-2026"))
    assert await Distributors(http).of_commune("44109") == (Distributor("electricity", "Enedis", "ENED"),)
    assert questions(network) == [f'{AT}codeinseecommune="44109"']


async def test_the_older_shape_is_read_too() -> None:
    """It refuses the newer field, and is asked again by its own."""
    http, network = leading_to(REFUSED, recorded("distributors-older"))
    assert await Distributors(http).of_commune("44109") == (
        Distributor("electricity", "Enedis", "17X0000000000001"),
        Distributor("gas", "GRDF"),
    )
    assert questions(network)[1] == f'{AT}code_insee="44109"'


async def test_an_unknown_commune_has_none() -> None:
    """An empty answer."""
    http, _ = leading_to(recorded("directory-empty"))
    assert await Distributors(http).of_commune("99999") == ()
