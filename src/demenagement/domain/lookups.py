"""The services that may be asked about a place, a public body or a letter; each only once the person allowed it."""

from __future__ import annotations

from typing import Literal, get_args

Service = Literal["addresses", "communes", "directory", "distributors", "letters"]
SERVICES: tuple[Service, ...] = get_args(Service)
