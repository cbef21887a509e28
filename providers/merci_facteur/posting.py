"""The form of one sending, as Merci Facteur reads it: addresses and content are JSON in a string.

In an address every key is there, the unused ones empty; the spelling `adress` is theirs. How they lay the lines out on
the envelope was not read: the first one is the name, the last one postcode and town, and none is left out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

from demenagement.errors import Refused, SignInNeeded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from demenagement.domain.draft import Approved

_MODES = ("lrar", "lrare")
"""Registered with acknowledgement of receipt: on paper to the sender, or scanned by them."""
_MOST_FILES, _FEWEST_LINES, _MOST_LINES, _WAYS = 10, 2, 6, 3
_TOWN = re.compile(r"(\d{5}) (\S.*)")
_COUNTRIES = {
    "97133": "SAINT BARTHELEMY",
    "97150": "SAINT MARTIN",
    "971": "GUADELOUPE",
    "972": "MARTINIQUE",
    "973": "GUYANE FRANCAISE",
    "974": "REUNION",
    "975": "ST-PIERRE-MIQUELON",
    "976": "MAYOTTE",
    "977": "SAINT BARTHELEMY",
    "978": "SAINT MARTIN",
    "980": "MONACO",
    "986": "WALLIS ET FUTUNA",
    "987": "POLYNESIE FRANCAISE",
    "988": "NOUVELLE CALEDONIE",
}
"""What they take for a country, by how its postcodes begin; everywhere else is FRANCE."""
_FORGET = {"delay": 40, "target": ["content", "exp", "dest"]}
"""What they erase by themselves, forty days after printing, the longest they offer: a registered letter that nobody
collects is kept fifteen days and has to come back first."""


def form(slug: str, approved: Approved, account: Mapping[str, str]) -> dict[str, str]:
    """The fields of the sending. Raises Refused where the letter is none of theirs, SignInNeeded for an odd `mode`."""
    letter, documents = approved.draft.letter, approved.documents
    if letter is None or letter.electronic is not None or not documents:
        raise Refused(slug, "Il n'y a pas de lettre à transmettre.")
    if len(documents) > _MOST_FILES or any(each.media_type != "application/pdf" for each in documents):
        raise Refused(slug, "Une lettre a dix fichiers PDF au plus.")
    mode = account.get("mode") or _MODES[0]
    if mode not in _MODES:
        raise SignInNeeded(slug, f"mode : {', '.join(_MODES)}")
    recipient = {"phone": "", "consent": 0, "reference": reference(approved.key)}
    parties = {
        "exp": _party(slug, letter.sender),
        "dest": [{**_party(slug, letter.recipient), **recipient}],
    }
    pages = {"files": "", "base64files": [base64.b64encode(each.content).decode() for each in documents]}
    return {
        "modeEnvoi": mode,
        "adress": json.dumps(parties),
        "content": json.dumps({"letter": {**pages, "print_sides": "recto"}, "photo": "", "card": ""}),
        "designation": reference(approved.key),
        "antidoublon": approved.key,
        "anonymize": json.dumps(_FORGET),
    }


def reference(key: str) -> str:
    """What a submission is called there: their references hold thirty characters, our keys may be longer."""
    return hashlib.sha256(key.encode()).hexdigest()[:30]


def _party(slug: str, block: Sequence[str]) -> dict[str, str]:
    """A postal block as their address."""
    if not _FEWEST_LINES <= len(block) <= _MOST_LINES:
        raise Refused(slug, "Une adresse a de deux à six lignes.")
    name, *ways, last = block
    town = _TOWN.fullmatch(last)
    if town is None:
        raise Refused(slug, "Une adresse finit par un code postal et une ville.")
    if len(ways) > _WAYS:
        # They have room for three lines of ninety characters, ours are of thirty-eight.
        ways = [" ".join(ways[: len(ways) - _WAYS + 1]), *ways[len(ways) - _WAYS + 1 :]]
    postcode = town[1]
    country = next((name_ for start, name_ in _COUNTRIES.items() if postcode.startswith(start)), "FRANCE")
    lines = {f"adresse{rank + 1}": ways[rank] if rank < len(ways) else "" for rank in range(_WAYS)}
    named = {"civilite": "", "nom": name, "prenom": "", "societe": ""}
    return {**named, **lines, "cp": postcode, "ville": town[2], "pays": country, "email": ""}
