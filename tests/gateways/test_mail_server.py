"""The person's mail server: what is handed over, and what its answers become."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from fakes import NoHttp
from mail_servers import mail_server
from submission_builders import a_manifest

from demenagement.domain.draft import Document, Draft
from demenagement.domain.provider import Channel
from demenagement.errors import OutcomeUnknown, ProviderError, Refused, SignInNeeded, Unavailable
from demenagement.gateways.mail_server import MailCarrier

if TYPE_CHECKING:
    from demenagement.domain.submission import Receipt

DRAFT = Draft(
    step="bank",
    provider="bank",
    channel=Channel.EMAIL,
    recipient="agence@example.fr",
    subject="Changement d'adresse",
    text="Bonjour,\n\nŒuvre à 12 € — voilà.\n.\nFin",
    carrier="mail-server",
)
SENDER = "Camille Martin <camille@example.fr>"
PDF = Document("attestation.pdf", "application/pdf", b"%PDF attestation")
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def send(settings: dict[str, str], *documents: Document, sender: str = SENDER) -> Receipt:
    """Hand a message over, with an account that holds these settings."""
    http = NoHttp()
    http.account = {"sender": sender, **settings}
    approved = DRAFT.approve("key-1", NOW, documents)
    return asyncio.run(MailCarrier(a_manifest("mail-server", Channel.EMAIL)).submit(approved, http))


def test_a_message_is_handed_over_with_a_date() -> None:
    """To the one recipient, in one piece."""
    with mail_server() as (script, settings):
        receipt = send(settings)
    sent = message_from_bytes(script.received, policy=default)
    assert (sent["From"], sent["To"], sent["Subject"]) == (SENDER, DRAFT.recipient, DRAFT.subject)
    assert sent["Date"] is not None
    assert str(sent.get_content()).replace("\r\n", "\n").strip() == DRAFT.text
    assert (receipt.reference, sent["Message-ID"]) == ("key-1@example.fr", "<key-1@example.fr>")
    assert [each for each in script.heard if each.upper().startswith((b"MAIL", b"RCPT"))] == [
        b"mail FROM:<camille@example.fr>",
        b"rcpt TO:<agence@example.fr>",
    ]


def test_a_message_holds_its_files() -> None:
    """As they were shown, beside the text."""
    with mail_server() as (script, settings):
        send(settings, PDF)
    sent = message_from_bytes(script.received, policy=default)
    assert isinstance(sent, EmailMessage)
    (file,) = sent.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (PDF.name, PDF.media_type)
    assert file.get_content() == PDF.content


def test_a_name_and_a_password_open_the_door() -> None:
    """When they are set."""
    with mail_server(AUTH=b"235 welcome") as (script, settings):
        send({**settings, "username": "camille", "password": "secret"})
    assert any(each.startswith(b"AUTH PLAIN") for each in script.heard)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"CONNECT": b"421 later"}, Unavailable),
        ({"CONNECT": None}, Unavailable),
        ({"MAIL": b"451 later"}, Unavailable),
        ({"MAIL": b"550 not you"}, Refused),
        ({"MAIL": None}, Unavailable),
        ({"RCPT": b"550 nobody"}, Refused),
        ({"RCPT": b"450 full"}, Unavailable),
        ({"RCPT": None}, Unavailable),
        ({"DATA": b"554 no"}, Refused),
        ({"DATA": b"451 later"}, Unavailable),
        ({"END": b"554 looks like junk"}, Refused),
        ({"END": b"452 full"}, Unavailable),
        ({"END": None}, OutcomeUnknown),
    ],
)
def test_an_answer_becomes_what_it_means(answers: dict[str, bytes | None], fault: type[ProviderError]) -> None:
    """Only a line that breaks after the text began leaves a doubt."""
    with mail_server(**answers) as (_, settings), pytest.raises(ProviderError) as caught:
        send(settings)
    assert type(caught.value) is fault


def test_a_rejected_password_is_a_sign_in_to_mend() -> None:
    """With the server's own words."""
    with mail_server(AUTH=b"535 bad password") as (_, settings), pytest.raises(SignInNeeded) as caught:
        send({**settings, "username": "camille", "password": "wrong"})
    assert caught.value.detail == "bad password"


def test_a_server_s_words_are_made_harmless() -> None:
    """They end up on a screen."""
    with mail_server(RCPT=b"550 \x1b[2Jno") as (_, settings), pytest.raises(Refused) as caught:
        send(settings)
    assert caught.value.detail == "\N{REPLACEMENT CHARACTER}[2Jno"


def test_a_server_that_does_not_encrypt_is_not_signed_in_to() -> None:
    """Asked to, it can't: the settings are to be mended."""
    with mail_server() as (_, settings), pytest.raises(SignInNeeded):
        send({**settings, "security": "starttls"})


def test_a_server_that_speaks_no_tls_is_unavailable() -> None:
    """Nothing left."""
    with mail_server() as (_, settings), pytest.raises(Unavailable):
        send({**settings, "security": "tls"})


def test_nobody_there_is_unavailable() -> None:
    """A closed port, a wrong name."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
    with pytest.raises(Unavailable):
        send({"host": "127.0.0.1", "port": port, "security": "none"})


@pytest.mark.parametrize(
    ("settings", "detail"),
    [
        ({}, "host"),
        ({"host": "mail.example.fr", "security": "maybe"}, "security"),
        ({"host": "mail.example.fr", "port": "70000"}, "port"),
        ({"host": "mail.example.fr", "port": "x"}, "port"),
    ],
)
def test_settings_that_can_not_work_are_named(settings: dict[str, str], detail: str) -> None:
    """Before anything is tried."""
    with pytest.raises(SignInNeeded) as caught:
        send(settings)
    assert caught.value.detail == detail


def test_a_password_never_crosses_a_network_in_the_clear() -> None:
    """Elsewhere than on this machine, signing in needs encryption."""
    with pytest.raises(SignInNeeded) as caught:
        send({"host": "mail.example.fr", "security": "none", "username": "camille"})
    assert caught.value.detail == "security"


@pytest.mark.parametrize("sender", ["", "Camille", "a@b.fr, c@d.fr"])
def test_a_message_without_sender_is_not_sent(sender: str) -> None:
    """The account has to say who writes, and from where."""
    with pytest.raises(SignInNeeded) as caught:
        send({"host": "127.0.0.1"}, sender=sender)
    assert caught.value.detail == "sender"
