"""Maileva, electronic_qualified_registered_mail v1: a draft is submitted, its sender confirms, its recipient answers.

They accept it at their e-mail address, refuse it, or let fifteen days pass; proofs follow.

The account, the drafts and the documents are those of `maileva/`. The contract has no call for the sender's one-time
code: here the sender gives it an hour after submitting, unless `silence` was asked for. Calls that the sandbox does not
play: recipients by import, the taking away of recipients and documents.
"""

from __future__ import annotations

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.maileva import auth, documents, shelf
from demenagement.sandbox.maileva.wording import dialect
from demenagement.sandbox.maileva_electronic import recipients, rules, sendings, views
from demenagement.sandbox.maileva_electronic.timeline import OUTCOMES, REJECTED

_TOKEN = f"/{sendings.NAME}/auth/realms/services/protocol/openid-connect/token"
_ALL = f"/{sendings.NAME}/electronic_qualified_registered_mail/v1/sendings"
_ONE = _ALL + "/{sending}"
_RECIPIENT = _ONE + "/recipients/{recipient}"


def _contract() -> Contract:
    guarded = auth.guarded
    routes = (
        Route("token", "POST", _TOKEN, auth.token),
        Route("create-sending", "POST", _ALL, guarded(sendings.create)),
        Route("list-sendings", "GET", _ALL, guarded(sendings.listing)),
        Route("get-sending", "GET", _ONE, guarded(sendings.show)),
        Route("delete-sending", "DELETE", _ONE, guarded(shelf.delete)),
        Route("submit", "POST", _ONE + "/submit", guarded(sendings.submit)),
        Route("add-document", "POST", _ONE + "/documents", guarded(documents.adding(rules.document, views.document))),
        Route("list-documents", "GET", _ONE + "/documents", guarded(documents.listing(views.document))),
        Route("add-recipient", "POST", _ONE + "/recipients", guarded(recipients.add)),
        Route("list-recipients", "GET", _ONE + "/recipients", guarded(recipients.listing)),
        Route("get-recipient", "GET", _RECIPIENT, guarded(recipients.show)),
        *(
            Route(kind.replace("_", "-"), "GET", f"{_RECIPIENT}/download_{kind}", guarded(recipients.download(kind)))
            for kind in recipients.PROOFS
        ),
    )
    return Contract(sendings.NAME, routes, dialect, sendings.snapshot, frozenset({*OUTCOMES, REJECTED}))


CONTRACT = _contract()
