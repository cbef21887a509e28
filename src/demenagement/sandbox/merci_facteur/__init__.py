"""Merci Facteur, API 1.2: a letter leaves by one call, once for each `antidoublon`; its road and proofs are told.

Played as their public README (1.2.7) and PHP class describe it: a form whose `adress` and `content` are JSON in a text,
an answer that says `success` whatever its status. What neither says was not read, and is chosen here: the names of most
error codes, that `getEnvoi` repeats the caller's reference (their webhooks do), that `lastState` and `historique` are
written as their webhooks' `statut_description`. Public holidays move no posting here.

Calls that the sandbox does not play: users, address books, countries, mailings, cancelling, webhooks.
"""

from __future__ import annotations

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.merci_facteur import auth, envois, looking
from demenagement.sandbox.merci_facteur.timeline import OUTCOMES
from demenagement.sandbox.merci_facteur.wording import dialect


def _contract() -> Contract:
    guarded = auth.guarded
    routes = (
        Route("token", "GET", "/merci-facteur/getToken", auth.token),
        Route("extend-token", "POST", "/merci-facteur/getToken", auth.extended),
        Route("submit", "POST", "/merci-facteur/sendCourrier", guarded(envois.send)),
        Route("list-envois", "GET", "/merci-facteur/listEnvois", guarded(looking.listing)),
        Route("get-envoi", "GET", "/merci-facteur/getEnvoi", guarded(looking.show)),
        Route("get-suivi", "GET", "/merci-facteur/getSuiviEnvoi", guarded(looking.road)),
        Route("get-proof", "GET", "/merci-facteur/getProof", guarded(looking.proven)),
    )
    return Contract("merci-facteur", routes, dialect, envois.snapshot, OUTCOMES)


CONTRACT = _contract()
