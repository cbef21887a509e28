"""Maileva, registered_mail v4: a draft is filled, submitted, printed, delivered; proofs follow.

Calls that the sandbox does not play: recipients by import, global deposit proofs, webhooks.
"""

from __future__ import annotations

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.maileva import auth, documents, recipients, sendings, shelf, views
from demenagement.sandbox.maileva.timeline import OUTCOMES, REJECTED
from demenagement.sandbox.maileva.wording import dialect

_TOKEN = "/maileva/auth/realms/services/protocol/openid-connect/token"  # noqa: S105 - a path
_ALL = "/maileva/registered_mail/v4/sendings"
_ONE = _ALL + "/{sending}"
_RECIPIENT = _ONE + "/recipients/{recipient}"


def _contract() -> Contract:
    guarded = auth.guarded
    routes = (
        Route("token", "POST", _TOKEN, auth.token),
        Route("create-sending", "POST", _ALL, guarded(sendings.create)),
        Route("list-sendings", "GET", _ALL, guarded(sendings.listing)),
        Route("get-sending", "GET", _ONE, guarded(sendings.show)),
        Route("update-sending", "PATCH", _ONE, guarded(sendings.update)),
        Route("delete-sending", "DELETE", _ONE, guarded(shelf.delete)),
        Route("submit", "POST", _ONE + "/submit", guarded(sendings.submit)),
        Route("add-document", "POST", _ONE + "/documents", guarded(documents.adding(documents.check, views.document))),
        Route("list-documents", "GET", _ONE + "/documents", guarded(documents.listing(views.document))),
        Route("add-recipient", "POST", _ONE + "/recipients", guarded(recipients.add)),
        Route("list-recipients", "GET", _ONE + "/recipients", guarded(recipients.listing)),
        Route("get-recipient", "GET", _RECIPIENT, guarded(recipients.show)),
        *(
            Route(kind.replace("_", "-"), "GET", f"{_RECIPIENT}/download_{kind}", guarded(recipients.download(kind)))
            for kind in recipients.PROOFS
        ),
    )
    return Contract("maileva", routes, dialect, sendings.snapshot, frozenset({*OUTCOMES, REJECTED}))


CONTRACT = _contract()
