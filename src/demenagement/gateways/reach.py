"""Which addresses an adapter may speak to: those its manifest names, or one sandbox on this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_HTTPS_PORTS = (None, "443")
# Nothing that two readers could take for two different hosts: no user name, backslash, query, space or control.
_ADDRESS = re.compile(r"(https?)://([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?((?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?)")


@dataclass(frozen=True, slots=True)
class Reach:
    """The base address of one provider and the hosts it may be found on.

    When the base is a sandbox on this machine, nothing but that sandbox is reached, whatever `hosts` says: what is
    tried out must not leave.
    """

    base: str
    hosts: frozenset[str]

    def address(self, path: str) -> str:
        """The whole address of `path` below the base; an absolute one is taken as it is.

        Raises ValueError, naming the host only, when it may not be reached.
        """
        whole = path if "://" in path else f"{self.base.rstrip('/')}/{path.lstrip('/')}"
        found = _ADDRESS.fullmatch(whole)
        if found is None:
            raise ValueError("adresse illisible")
        scheme, host, port, rest = found.groups()
        if {".", ".."} & set(unquote(rest).replace("\\", "/").split("/")):
            raise ValueError("adresse illisible")
        if not self._allowed(scheme, host.lower(), port):
            raise ValueError(f"hôte non prévu : {scheme}://{host}")
        return whole

    def _allowed(self, scheme: str, host: str, port: str | None) -> bool:
        if (here := _on_this_machine(self.base)) is not None:
            return (scheme, host, port) == here
        return scheme == "https" and host in self.hosts and port in _HTTPS_PORTS


@cache
def _on_this_machine(base: str) -> tuple[str, str, str | None] | None:
    """Scheme, host and port of a sandbox; None for any other base."""
    found = _ADDRESS.fullmatch(base)
    if found is None or found[2].lower() not in LOOPBACK:
        return None
    return found[1], found[2].lower(), found[3]
