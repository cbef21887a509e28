"""The page a person opens to take a prefilled draft."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from demenagement.sandbox.demarche_numerique import dossiers
from demenagement.sandbox.demarche_numerique.forms import BY_PATH
from demenagement.sandbox.exchange import Refusal, Reply, Request, page

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

_WARNING = "<p>SPÉCIMEN – BAC À SABLE : rien n'est transmis à une administration. <i>Specimen: nothing is sent.</i></p>"


def show(_state: State, request: Request) -> Reply:
    """`GET /commencer/{path}?prefill_token=…`: the draft, to be taken."""
    title = _title(request)
    taking = '<form method="post"><button>Prendre ce brouillon et le déposer (claim and file)</button></form>'
    return page(200, title, f"<h1>{title}</h1>{_WARNING}{taking}")


def take(state: State, request: Request) -> Reply:
    """`POST` on the same address: the person takes the draft and files it."""
    title = _title(request)
    record = dossiers.claim(state, request.query.get("prefill_token", ""))
    if record is None:
        raise Refusal(404, ("NOT_FOUND", "dossier is not found"))
    return page(200, title, f"<h1>{title}</h1>{_WARNING}<p>Dossier SBX-{record['number']} déposé (filed).</p>")


def _title(request: Request) -> str:
    path = request.places["path"]
    if path not in BY_PATH:
        raise Refusal(404, ("NOT_FOUND", f"procedure {path} is not found"))
    return escape(BY_PATH[path].title)
