"""E-mails as files."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete
from demenagement.gateways.mail import MailFiles

if TYPE_CHECKING:
    from email.message import EmailMessage

DRAFT = Draft(
    step="bank",
    provider="bank",
    channel=Channel.EMAIL,
    recipient="agence@example.fr",
    subject="Changement d'adresse",
    text="Bonjour,\n\nŒuvre à 12 € — voilà.\n.\nFin",
)
SENDER = "Camille Martin <camille@example.fr>"


def written(draft: Draft = DRAFT, sender: str = SENDER, recipient: str = DRAFT.recipient) -> EmailMessage:
    """The message as a mail program reads it."""
    return message_from_bytes(MailFiles().message(draft, sender, recipient), policy=default)  # type: ignore[return-value] # the default policy makes one


def content(message: EmailMessage) -> str:
    """Its text, with plain line ends."""
    return str(message.get_content()).replace("\r\n", "\n")


def test_a_message_says_who_writes_to_whom_about_what() -> None:
    """In the headers every mail program reads."""
    message = written()
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, DRAFT.recipient, DRAFT.subject)


def test_the_text_comes_through_in_french() -> None:
    """Ligatures, the euro and a lonely point included."""
    assert content(written()).strip() == DRAFT.text


def test_a_message_is_plain_ascii_on_the_wire() -> None:
    """Old servers pass it on unharmed."""
    assert MailFiles().message(DRAFT, SENDER, DRAFT.recipient).isascii()


def test_a_message_is_known_by_its_draft() -> None:
    """The same draft has the same id, in a domain that is nobody's."""
    assert written()["Message-ID"] == f"<{DRAFT.digest}@demenagement.invalid>"


def test_the_same_draft_gives_the_same_bytes() -> None:
    """No clock is read: whoever sends it dates it."""
    first, second = (MailFiles().message(DRAFT, SENDER, DRAFT.recipient) for _ in range(2))
    assert first == second
    assert written()["Date"] is None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_subject_can_not_add_a_header(end: str) -> None:
    """Line ends in it are no line ends."""
    message = written(replace(DRAFT, subject=f"Bonjour{end}Bcc: autre@example.fr"))
    assert message["Bcc"] is None
    assert len(message.keys()) == len(written().keys())


@pytest.mark.parametrize("end", ["\r\n", "\n", "\x0b"])
def test_a_sender_s_name_can_not_add_a_header(end: str) -> None:
    """Nor anything else of theirs."""
    message = written(sender=f"Camille{end}Bcc: autre@example.fr{end} <camille@example.fr>")
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "recipient",
    ["", "personne", "@example.fr", "a@", "a@b\r\nBcc: c@d.fr", "a@example.fr, b@example.fr", "é@example.fr"],
)
def test_a_recipient_that_is_no_address_is_asked_again(recipient: str) -> None:
    """Exactly one address, or none is written to."""
    with pytest.raises(DossierIncomplete) as caught:
        MailFiles().message(DRAFT, SENDER, recipient)
    assert caught.value.missing == ("accounts.bank.email",)


def test_a_message_may_have_no_sender_yet() -> None:
    """The person's mail program fills it in."""
    assert written(sender="")["From"] is None


def test_a_domain_with_accents_is_written_for_the_wire() -> None:
    """As the net names it."""
    assert written(recipient="a@société.fr")["To"] == "a@xn--socit-esab.fr"
