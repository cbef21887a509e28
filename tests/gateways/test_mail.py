"""E-mails as files, and what a mail server's answers become."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from demenagement.domain.provider import Channel
from demenagement.domain.submission import Draft
from demenagement.errors import DossierIncomplete, OutcomeUnknown, ProviderError, Refused, SignInNeeded, Unavailable
from demenagement.gateways.mail import MailFiles, MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator
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


@dataclass
class Script:
    """What a small mail server answers to each command; `None` hangs up instead."""

    answers: dict[str, bytes | None] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    received: bytes = b""

    def answer(self, command: str) -> bytes | None:
        """The scripted answer, else the friendly one."""
        friendly = {"CONNECT": b"220 hello", "EHLO": b"250-here\r\n250 AUTH PLAIN", "DATA": b"354 go on"}
        return self.answers.get(command, friendly.get(command, b"250 fine"))


def converse(line: socket.socket, script: Script) -> None:
    """One conversation, until somebody hangs up."""
    with line, line.makefile("rwb") as both:

        def say(command: str) -> bool:
            answer = script.answer(command)
            if answer is None:
                return False
            both.write(answer + b"\r\n")
            both.flush()
            return True

        alive = say("CONNECT")
        while alive and (heard := both.readline()):
            script.heard.append(heard.rstrip())
            command = heard.split()[0].decode().upper()
            alive = say(command)
            if alive and command == "DATA" and (script.answer("DATA") or b"").startswith(b"354"):
                while (text := both.readline()) and text != b".\r\n":
                    script.received += text
                alive = say("END")


@contextmanager
def mail_server(**answers: bytes | None) -> Iterator[tuple[Script, dict[str, str]]]:
    """A mail server that follows a script, and the settings by which it is reached."""
    script = Script(answers)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            # Who hangs up in mid-sentence, or speaks TLS, ends the conversation.
            with suppress(OSError, ValueError, IndexError):
                converse(listening.accept()[0], script)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = str(listening.getsockname()[1])
        yield script, {"host": "127.0.0.1", "port": port, "security": "none"}
        thread.join(5)


def send(settings: dict[str, str], draft: Draft = DRAFT, sender: str = SENDER) -> None:
    """Hand a message to that server."""
    MailServer(settings).send(MailFiles().message(draft, sender, draft.recipient))


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


def test_a_message_is_handed_over_with_a_date() -> None:
    """To the one recipient, in one piece."""
    with mail_server() as (script, settings):
        send(settings)
    sent = message_from_bytes(script.received, policy=default)
    assert (sent["To"], sent["X-Unsent"]) == (DRAFT.recipient, None)
    assert sent["Date"] is not None
    assert [each for each in script.heard if each.upper().startswith((b"MAIL", b"RCPT"))] == [
        b"mail FROM:<camille@example.fr>",
        b"rcpt TO:<agence@example.fr>",
    ]


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


def test_a_message_without_sender_is_not_sent() -> None:
    """The account has to say who writes."""
    with pytest.raises(SignInNeeded) as caught:
        send({"host": "127.0.0.1"}, sender="")
    assert caught.value.detail == "sender"
