"""The way out to providers: bounded, patient where that is safe. The door of httpx and of stamina.

Both load when something first leaves.
"""

from __future__ import annotations

from demenagement.gateways.http.connections import Connections
from demenagement.gateways.http.provider import ProviderHttp

__all__ = ["Connections", "ProviderHttp"]
