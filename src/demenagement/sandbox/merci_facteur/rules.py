"""What Merci Facteur checks before it takes a letter: the first problem, by its code."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from demenagement.sandbox.merci_facteur.wording import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.exchange import Record, Request

MODES = ("lrar", "lrare", "suivi", "normal")
"""The modes on paper; electronic ones are not played."""
_PARTY = {
    "civilite": 12,
    "nom": 70,
    "prenom": 70,
    "societe": 90,
    "adresse1": 90,
    "adresse2": 90,
    "adresse3": 90,
    "cp": 12,
    "ville": 70,
    "pays": 70,
}
_COUNTRIES = frozenset(
    {
        "FRANCE",
        "MONACO",
        "GUADELOUPE",
        "GUYANE FRANCAISE",
        "MARTINIQUE",
        "MAYOTTE",
        "REUNION",
        "SAINT BARTHELEMY",
        "SAINT MARTIN",
        "ST-PIERRE-MIQUELON",
        "NOUVELLE CALEDONIE",
        "POLYNESIE FRANCAISE",
        "WALLIS ET FUTUNA",
    }
)
"""Those of theirs that a French postcode leads to; they take small letters too."""
_REFERENCE = re.compile(r"[A-Za-z0-9 _-]{0,30}")
_KEY, _DESIGNATION, _MOST_FILES, _LARGEST_FILE = 200, 50, 10, 50_000_000
_DELAYS, _TARGETS = range(1, 41), {"content", "exp", "dest"}


def letter(request: Request, today: date) -> Record:
    """What the form asks for, or a refusal; unknown fields are ignored."""
    form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
    if not form.get("idUser"):
        raise refused("INVALID_USER")
    if form.get("modeEnvoi") not in MODES:
        raise refused("INVALID_MODE_ENVOI")
    adress, content = _json(form, "adress", "ADRESS_MUST_BE_ARRAY"), _json(form, "content", "NO_CONTENT")
    return {
        "user": form["idUser"],
        "mode": form["modeEnvoi"],
        "exp": _party(adress.get("exp")),
        "dest": _recipients(adress.get("dest")),
        "files": _files(content.get("letter")),
        "key": _short(form, "antidoublon", _KEY, "INVALID_ANTIDOUBLON"),
        "designation": _short(form, "designation", _DESIGNATION, "INVALID_DESIGNATION"),
        "anonymize": _anonymize(form),
        "date": _date(form, today),
    }


def _json(form: Mapping[str, str], key: str, code: str) -> Record:
    """A field that is JSON in a string."""
    try:
        value = json.loads(form.get(key, ""))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise refused(code)
    return value


def _party(given: Any) -> Record:  # noqa: ANN401 - JSON is anything
    """An address: every key is there, the unused ones empty."""
    if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in _PARTY):
        raise refused("INFO_ADDRESS_MISSING")
    if any(len(given[key]) > most for key, most in _PARTY.items()):
        raise refused("INFO_ADDRESS_TOO_LONG")
    if not (given["nom"] or given["societe"]) or not all(given[key] for key in ("cp", "ville", "pays")):
        raise refused("INFO_ADDRESS_MISSING")
    if given["pays"].upper() not in _COUNTRIES:
        raise refused("INVALID_COUNTRY")
    return {key: given[key] for key in _PARTY}


def _recipients(given: Any) -> list[Record]:  # noqa: ANN401 - JSON is anything
    if not isinstance(given, list) or not given:
        raise refused("INFO_ADDRESS_MISSING")
    found = []
    for each in given:
        party, reference = _party(each), each.get("reference", "")
        if not isinstance(reference, str) or not _REFERENCE.fullmatch(reference):
            raise refused("INVALID_REFERENCE")
        found.append({**party, "reference": reference})
    return found


def _files(given: Any) -> list[Record]:  # noqa: ANN401 - JSON is anything
    """The fingerprints of the PDF files: an empty list is no way to say none, the empty text is."""
    if not isinstance(given, dict):
        raise refused("NO_CONTENT")
    if given.get("files", "") != "":
        raise refused("LETTER_INVALID_FILES")
    encoded = given.get("base64files")
    if not isinstance(encoded, list) or not 1 <= len(encoded) <= _MOST_FILES:
        raise refused("LETTER_INVALID_BASE64_FILES")
    return [_file(each) for each in encoded]


def _file(encoded: Any) -> Record:  # noqa: ANN401 - JSON is anything
    try:
        content = base64.b64decode(encoded, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise refused("LETTER_INVALID_BASE64_FILES") from None
    if not content.startswith(b"%PDF") or len(content) > _LARGEST_FILE:
        raise refused("LETTER_INVALID_BASE64_FILES")
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _short(form: Mapping[str, str], key: str, most: int, code: str) -> str:
    if len(form.get(key, "")) > most:
        raise refused(code)
    return form.get(key, "")


def _anonymize(form: Mapping[str, str]) -> Record | None:
    if "anonymize" not in form:
        return None
    asked = _json(form, "anonymize", "INVALID_ANONYMIZE")
    targets = asked.get("target")
    if asked.get("delay") not in _DELAYS or not isinstance(targets, list) or not set(targets) <= _TARGETS:
        raise refused("INVALID_ANONYMIZE")
    return {"delay": asked["delay"], "target": targets}


def _date(form: Mapping[str, str], today: date) -> str | None:
    """The day asked for: a whole date that is not past, or no field at all."""
    if "dateEnvoi" not in form:
        return None
    try:
        day = date.fromisoformat(form["dateEnvoi"])
    except ValueError:
        raise refused("INVALID_DATE_ENVOI") from None
    if day < today:
        raise refused("INVALID_DATE_ENVOI")
    return day.isoformat()
