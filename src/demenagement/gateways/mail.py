"""E-mail: written as a file for the person's own mail program, or handed to their mail server. The door of smtplib."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import TYPE_CHECKING

from demenagement.domain.values import safe_lines, safe_text
from demenagement.errors import DossierIncomplete, OutcomeUnknown, Refused, SignInNeeded, Unavailable

if TYPE_CHECKING:
    import smtplib
    from collections.abc import Iterator, Mapping

    from demenagement.domain.submission import Draft

_HERE = "demenagement.invalid"
_LOCAL = ("localhost", "127.0.0.1", "::1")
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_HIGHEST_PORT = 65535
_SECONDS = 30.0
_LASTING_FROM = 500
_SPEC = r"(?P<local>[A-Za-z0-9_.!#$%&'*+/=?^`{|}~-]+)@(?P<domain>(?:[\w-]+\.)+[\w-]+)"
_BARE = re.compile(_SPEC)
_NAMED = re.compile(f"(?P<name>[^<>@]*)<{_SPEC}>")


class MailFiles:
    """Writes e-mails as files."""

    def message(self, draft: Draft, sender: str, recipient: str) -> bytes:
        """The e-mail as an `.eml` file, without a date: whoever sends it writes one.

        Raises DossierIncomplete when the recipient's address is none.
        """
        to = _address(recipient)
        if to is None:
            raise DossierIncomplete(draft.step, (f"accounts.{draft.provider}.email",))
        message = EmailMessage(policy=SMTP)
        if (author := _address(sender)) is not None:
            message["From"] = author
        message["To"] = to
        message["Subject"] = safe_text(draft.subject)
        message["Message-ID"] = f"<{draft.digest}@{_HERE}>"
        # Mail programs that know it open the file as something still to be sent.
        message["X-Unsent"] = "1"
        message.set_content(safe_lines(draft.text), cte="quoted-printable")
        return message.as_bytes()


class MailServer:
    """The person's own mail server."""

    def __init__(self, settings: Mapping[str, str], provider: str = "mail") -> None:
        """`settings` holds host, port, security (tls, starttls or none), username and password.

        `provider` is whom an error names.
        """
        self._settings = settings
        self._provider = provider

    def send(self, message: bytes) -> None:
        """Hand a message over, dated now.

        Raises SignInNeeded, Refused or Unavailable while surely nothing left, and OutcomeUnknown when the line broke
        after the message had begun to leave.
        """
        outgoing = BytesParser(policy=SMTP).parsebytes(message)
        sender, to = (parseaddr(str(outgoing.get(name, "")))[1] for name in ("From", "To"))
        if not sender:
            raise SignInNeeded(self._provider, "sender")
        del outgoing["X-Unsent"], outgoing["Date"]
        outgoing["Date"] = formatdate(localtime=True)
        with self._connected() as server:
            self._checked(*server.mail(sender))
            self._checked(*server.rcpt(to))
            self._hand_over(server, outgoing.as_bytes())

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


def _address(text: str) -> Address | None:
    """One address, with its name where there is one; None for anything else."""
    found = _NAMED.fullmatch(line := safe_text(text)) or _BARE.fullmatch(line)
    if found is None:
        return None
    name = found.groupdict().get("name", "").strip(' "')
    try:
        return Address(name, username=found["local"], domain=found["domain"].encode("idna").decode())
    except (MessageError, UnicodeError, ValueError):
        return None
