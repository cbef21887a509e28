"""E-mails as messages: written as files for the person's own mail program, or for their mail server."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from demenagement.domain.values import safe_lines, safe_text
from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.domain.draft import Document, Draft

_HERE = "demenagement.invalid"
_SPEC = r"(?P<local>[A-Za-z0-9_.!#$%&'*+/=?^`{|}~-]+)@(?P<domain>(?:[\w-]+\.)+[\w-]+)"
_BARE = re.compile(_SPEC)
_NAMED = re.compile(f"(?P<name>[^<>@]*)<{_SPEC}>")


class MailFiles:
    """Writes e-mails as files."""

    def message(self, draft: Draft, sender: str, recipient: str) -> bytes:
        """The e-mail as an `.eml` file, without a date: whoever sends it writes one.

        Raises DossierIncomplete when the recipient's address is none.
        """
        message = written(draft, address(sender), recipient)
        message["Message-ID"] = f"<{draft.digest}@{_HERE}>"
        # Mail programs that know it open the file as something still to be sent.
        message["X-Unsent"] = "1"
        return message.as_bytes()


def written(draft: Draft, sender: Address | None, recipient: str, documents: Sequence[Document] = ()) -> EmailMessage:
    """The e-mail, with the files that it holds. Raises DossierIncomplete when the recipient's address is none."""
    to = address(recipient)
    if to is None:
        raise DossierIncomplete(draft.step, (f"accounts.{draft.provider}.email",))
    message = EmailMessage(policy=SMTP)
    if sender is not None:
        message["From"] = sender
    message["To"] = to
    message["Subject"] = safe_text(draft.subject)
    message.set_content(safe_lines(draft.text), cte="quoted-printable")
    for document in documents:
        main, _, sub = document.media_type.partition("/")
        message.add_attachment(document.content, maintype=main, subtype=sub, filename=safe_text(document.name))
    return message


def address(text: str) -> Address | None:
    """One address, with its name where there is one; None for anything else."""
    found = _NAMED.fullmatch(line := safe_text(text)) or _BARE.fullmatch(line)
    if found is None:
        return None
    name = found.groupdict().get("name", "").strip(' "')
    try:
        return Address(name, username=found["local"], domain=found["domain"].encode("idna").decode())
    except (MessageError, UnicodeError, ValueError):
        return None
