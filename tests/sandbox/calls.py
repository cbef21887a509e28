"""How the tests speak to the sandbox: the standard library only, one connection a call."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

MAILEVA = "/maileva/registered_mail/v4"
TOKEN = "/maileva/auth/realms/services/protocol/openid-connect/token"  # noqa: S105 - a path
DOSSIERS = "/demarche-numerique/api/public/v1/demarches/{}/dossiers"
PDF = b"%PDF-1.7\r\n\r\n--not-a-boundary\r\n\x00\xff\r\n%%EOF\n"
JSON = {"Content-Type": "application/json"}
ADDRESS = {
    "address_line_2": "Madame Anne Exemple",
    "address_line_4": "1 RUE DU MODELE",
    "address_line_6": "21000 DIJON",
    "country_code": "FR",
}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """The body, read."""
        return json.loads(self.body)

    @property
    def codes(self) -> list[str]:
        """The codes of Maileva's errors."""
        return [error["code"] for error in self.json["errors"]]


class Caller:
    """Calls one sandbox; signs in to Maileva when first needed.

    A caller of its other letter service says where that is, what a sending and a recipient need, and what taking one
    is answered with.
    """

    api, token, takes = MAILEVA, TOKEN, 200
    sent: ClassVar[dict[str, object]] = {"name": "Congé"}
    to: ClassVar[dict[str, str]] = ADDRESS

    def __init__(self, url: str) -> None:
        """`url` is the sandbox's base address."""
        self.url = url
        self._bearer = ""

    def call(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One exchange, whole; headers come back in lower case."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=5)
        try:
            connection.request(method, path, body or None, headers or {})
            reply = connection.getresponse()
            return Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def send(self, method: str, path: str, value: object = None, headers: dict[str, str] | None = None) -> Answer:
        """The same with a JSON body."""
        body = b"" if value is None else json.dumps(value).encode()
        return self.call(method, path, body, {**JSON, **(headers or {})})

    def control(self, method: str, path: str, value: object = None) -> Answer:
        """A word to the sandbox itself."""
        return self.send(method, f"/_sandbox/{path}", value)

    def state(self) -> Any:  # noqa: ANN401 - JSON is anything
        """All that the sandbox remembers."""
        return self.control("GET", "state").json

    def sign_in(self, password: str = "sandbox", **form: str) -> Answer:  # noqa: S107 - the sandbox's own
        """Ask for a token."""
        basic = base64.b64encode(b"client:secret").decode()
        fields = {"grant_type": "password", "username": "sandbox", "password": password, **form}
        headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
        return self.call("POST", self.token, urlencode(fields).encode(), headers)

    def maileva(self, method: str, path: str, value: object = None) -> Answer:
        """A call to Maileva with a token."""
        return self.send(method, self.api + path, value, self._authorization())

    def upload(self, sending: str, document: bytes = PDF, metadata: object = None, *, twice: bool = False) -> Answer:
        """A document, as multipart."""
        told = {"name": "lettre.pdf", "priority": 1} if metadata is None else metadata
        words = told if isinstance(told, str) else json.dumps(told)
        file = b'--edge\r\nContent-Disposition: form-data; name="document"; filename="lettre.pdf"\r\n'
        file += b"Content-Type: application/pdf\r\n\r\n" + document + b"\r\n"
        body = file * (2 if twice else 1)
        body += (
            b'--edge\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n' + words.encode() + b"\r\n--edge--\r\n"
        )
        headers = {**self._authorization(), "Content-Type": "multipart/form-data; boundary=edge"}
        return self.call("POST", f"{self.api}/sendings/{sending}/documents", body, headers)

    def draft(self, **fields: object) -> str:
        """The id of a draft that has a document and a recipient."""
        sending: str = self.maileva("POST", "/sendings", {**self.sent, **fields}).json["id"]
        assert self.upload(sending).status == 201
        assert self.maileva("POST", f"/sendings/{sending}/recipients", self.to).status == 201
        return sending

    def submitted(self, **fields: object) -> str:
        """The id of a sending that has left."""
        sending = self.draft(**fields)
        assert self.maileva("POST", f"/sendings/{sending}/submit").status == self.takes
        return sending

    def sending(self, sending: str) -> Any:  # noqa: ANN401 - JSON is anything
        """A sending as it stands."""
        return self.maileva("GET", f"/sendings/{sending}").json

    def recipient(self, sending: str) -> Any:  # noqa: ANN401 - JSON is anything
        """The first recipient of a sending as it stands."""
        return self.maileva("GET", f"/sendings/{sending}/recipients").json["recipients"][0]

    def _authorization(self) -> dict[str, str]:
        self._bearer = self._bearer or self.sign_in().json["access_token"]
        return {"Authorization": f"Bearer {self._bearer}"}
