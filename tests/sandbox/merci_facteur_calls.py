"""How the tests speak to Merci Facteur of the sandbox: signed, by form, JSON in a text."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sandbox.calls import PDF

if TYPE_CHECKING:
    from sandbox.calls import Answer, Caller

HERE = "/merci-facteur"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PARTY = {
    "civilite": "",
    "nom": "Madame Anne Exemple",
    "prenom": "",
    "societe": "",
    "adresse1": "1 RUE DU MODELE",
    "adresse2": "",
    "adresse3": "",
    "cp": "21000",
    "ville": "DIJON",
    "pays": "france",
}
FILE = base64.b64encode(PDF).decode()


class Client:
    """A service that signs in once and sends letters."""

    def __init__(self, caller: Caller, service: str = "service") -> None:
        """`caller` is how it reaches the sandbox."""
        self.caller, self.service = caller, service
        self._token = ""

    def signed(self, *, secret: str = "sandbox", **changes: str) -> dict[str, str]:  # noqa: S107 - the sandbox's own
        """The headers of a signed request."""
        now = changes.pop("now", str(int(time.time())))
        signature = hmac.new(secret.encode(), f"{self.service}{now}".encode(), hashlib.sha256).hexdigest()
        headers = {"ww-service-id": self.service, "ww-timestamp": now, "ww-service-signature": signature}
        return {**headers, "ww-authorized-ip": "111.111.111", **changes}

    def token(self, **changes: str) -> Any:  # noqa: ANN401 - JSON is anything
        """What `getToken` says."""
        return self.caller.call("GET", f"{HERE}/getToken", headers=self.signed(**changes)).json

    def extended(self, **form: str) -> Any:  # noqa: ANN401 - idem
        """What `getToken` says to a form."""
        headers = {**self.signed(), **FORM}
        return self.caller.call("POST", f"{HERE}/getToken", urlencode(form).encode(), headers).json

    def headers(self) -> dict[str, str]:
        """Those of every other call."""
        self._token = self._token or self.token()["token"]
        return {"ww-access-token": self._token, "ww-service-id": self.service}

    def look(self, call: str, **query: str) -> Any:  # noqa: ANN401 - JSON is anything
        """What a call that only looks says."""
        return self.caller.call("GET", f"{HERE}/{call}?{urlencode(query)}", headers=self.headers()).json

    def post(self, **changes: str | None) -> Answer:
        """A letter to itself; `None` leaves a field out."""
        form = {"idUser": "7", "modeEnvoi": "lrar", "adress": parties(), "content": letter(), **changes}
        body = urlencode({key: value for key, value in form.items() if value is not None}).encode()
        return self.caller.call("POST", f"{HERE}/sendCourrier", body, {**self.headers(), **FORM})

    def sent(self, **changes: str | None) -> str:
        """The id of a letter that was taken."""
        answer = self.post(**changes).json
        assert answer["success"], answer
        return str(answer["envoi_id"])

    def road(self, envoi: str) -> Any:  # noqa: ANN401 - JSON is anything
        """What is said of a letter's road."""
        [found] = self.look("getSuiviEnvoi", idEnvoi=envoi)["suiviCourrier"]
        return found


def parties(reference: str = "", **changes: object) -> str:
    """Sender and recipient, the recipient changed."""
    return json.dumps({"exp": PARTY, "dest": [{**PARTY, "reference": reference, **changes}]})


def letter(**changes: object) -> str:
    """One PDF, the content changed."""
    whole: dict[str, Any] = {"files": "", "base64files": [FILE], "print_sides": "recto", **changes}
    return json.dumps({"letter": whole, "photo": "", "card": ""})
