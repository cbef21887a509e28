"""The person's own mail server: the carrier of e-mails. The door of smtplib."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from email.utils import formatdate, parseaddr
from typing import TYPE_CHECKING

from demenagement.domain.submission import Receipt
from demenagement.domain.values import safe_text
from demenagement.errors import OutcomeUnknown, Refused, SignInNeeded, Unavailable
from demenagement.gateways.mail import address, written

if TYPE_CHECKING:
    import smtplib
    from collections.abc import Iterator, Mapping
    from email.message import EmailMessage

    from demenagement.adapter import Http
    from demenagement.domain.draft import Approved
    from demenagement.domain.provider import Manifest

_LOCAL = ("localhost", "127.0.0.1", "::1")
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_HIGHEST_PORT = 65535
_SECONDS = 30.0
_LASTING_FROM = 500


class MailCarrier:
    """Hands e-mails to the person's mail server. Nobody can ask it later whether one arrived: it does not reconcile."""

    def __init__(self, manifest: Manifest) -> None:
        """`manifest` says what errors call it."""
        self._slug = manifest.slug

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Send it from the address that the account says, with the files it holds."""
        sender = address(http.account.get("sender", ""))
        if sender is None:
            raise SignInNeeded(self._slug, "sender")
        message = written(approved.draft, sender, approved.draft.recipient, approved.documents)
        reference = f"{approved.key}@{sender.domain}"
        message["Message-ID"] = f"<{reference}>"
        await asyncio.to_thread(MailServer(http.account, self._slug).send, message)
        return Receipt(reference=reference)


class MailServer:
    """The person's own mail server."""

    def __init__(self, settings: Mapping[str, str], provider: str) -> None:
        """`settings` holds host, port, security (tls, starttls or none), username and password.

        `provider` is whom an error names.
        """
        self._settings = settings
        self._provider = provider

    def send(self, message: EmailMessage) -> None:
        """Hand a message over, dated now.

        Raises SignInNeeded, Refused or Unavailable while surely nothing left, and OutcomeUnknown when the line broke
        after the message had begun to leave.
        """
        sender, to = (parseaddr(str(message[name]))[1] for name in ("From", "To"))
        message["Date"] = formatdate(localtime=True)
        with self._connected() as server:
            self._checked(*server.mail(sender))
            self._checked(*server.rcpt(to))
            self._hand_over(server, message.as_bytes())

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A server that let the person in. A line that breaks before the message leaves is only unavailable."""
        import smtplib  # noqa: PLC0415 # with ssl, only when something is sent
        import ssl  # noqa: PLC0415 # as above

        server = None
        try:
            server = self._server()
            if self._settings.get("security") == "starttls":
                server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
            if name := self._settings.get("username"):
                server.login(name, self._settings.get("password", ""))
            yield server
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as fault:
            raise SignInNeeded(self._provider, _words(getattr(fault, "smtp_error", str(fault)))) from None
        except smtplib.SMTPResponseException as fault:
            raise self._fault(fault.smtp_code, fault.smtp_error) from None
        except (smtplib.SMTPException, OSError) as fault:
            raise Unavailable(self._provider, safe_text(str(fault))) from None
        else:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            if server is not None:
                server.close()

    def _server(self) -> smtplib.SMTP:
        import smtplib  # noqa: PLC0415 # as above
        import ssl  # noqa: PLC0415 # as above

        host, security = self._settings.get("host", ""), self._settings.get("security", "tls")
        port = self._settings.get("port") or str(_PORTS.get(security, ""))
        # A password never crosses a network in the clear.
        clear = security == "none" and bool(self._settings.get("username")) and host not in _LOCAL
        usable = {
            "host": host,
            "security": security in _PORTS and not clear,
            "port": port.isdecimal() and int(port) <= _HIGHEST_PORT,
        }
        for name, is_usable in usable.items():
            if not is_usable:
                raise SignInNeeded(self._provider, name)
        if security == "tls":
            return smtplib.SMTP_SSL(host, int(port), timeout=_SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(host, int(port), timeout=_SECONDS)

    def _hand_over(self, server: smtplib.SMTP, content: bytes) -> None:
        """Once the message began to leave, silence no longer means that it did not arrive."""
        import smtplib  # noqa: PLC0415 # as above

        try:
            code, answer = server.data(content)
        except smtplib.SMTPDataError as fault:
            raise self._fault(fault.smtp_code, fault.smtp_error) from None
        except (smtplib.SMTPException, OSError) as fault:
            raise OutcomeUnknown(self._provider, safe_text(str(fault))) from None
        self._checked(code, answer)

    def _checked(self, code: int, answer: bytes) -> None:
        if not 200 <= code < 300:  # noqa: PLR2004 # what SMTP calls success
            raise self._fault(code, answer)

    def _fault(self, code: int, answer: bytes | str) -> Refused | Unavailable:
        kind = Refused if code >= _LASTING_FROM else Unavailable
        return kind(self._provider, _words(answer))


def _words(answer: bytes | str) -> str:
    """A server's own words, made harmless."""
    return safe_text(answer.decode(errors="replace") if isinstance(answer, bytes) else answer)
