"""démarche.numerique.gouv.fr, prefill: a draft is made without a key, a person takes it, the administration decides."""

from __future__ import annotations

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.demarche_numerique import dossiers, visit

_HOME = "/demarche-numerique"
_DOSSIERS = _HOME + "/api/public/v1/demarches/{demarche}/dossiers"

CONTRACT = Contract(
    "demarche-numerique",
    (
        Route("create-dossier", "POST", _DOSSIERS, dossiers.create),
        Route("list-dossiers", "GET", _DOSSIERS, dossiers.listing),
        Route("schema", "GET", _HOME + "/preremplir/{path}/schema", dossiers.schema),
        Route("begin", "GET", _HOME + "/commencer/{path}", visit.show),
        Route("claim", "POST", _HOME + "/commencer/{path}", visit.take),
    ),
    dossiers.dialect,
    dossiers.snapshot,
    dossiers.OUTCOMES,
)
