"""Signing in to Maileva."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.calls import MAILEVA, TOKEN

if TYPE_CHECKING:
    from sandbox.calls import Caller


def test_the_right_password_gives_a_bearer_token(caller: Caller) -> None:
    """A token is granted, with a refresh token and both lifetimes."""
    granted = caller.sign_in()
    assert (granted.status, granted.json["token_type"]) == (200, "Bearer")
    assert granted.json.keys() >= {"access_token", "expires_in", "refresh_token", "refresh_expires_in"}


def test_a_wrong_password_is_refused(caller: Caller) -> None:
    """401, in Maileva's error dialect."""
    refused = caller.sign_in(password="wrong")  # noqa: S106 - wrong on purpose
    assert (refused.status, refused.codes) == (401, ["invalid_grant"])


def test_a_caller_without_a_client_is_refused(caller: Caller) -> None:
    """The user's password is not enough: the client must be named."""
    form = b"grant_type=password&username=sandbox&password=sandbox"
    refused = caller.call("POST", TOKEN, form)
    assert (refused.status, refused.codes) == (401, ["invalid_client"])


def test_the_client_may_be_named_in_the_form(caller: Caller) -> None:
    """Basic authentication is not the only way."""
    form = b"grant_type=password&username=sandbox&password=sandbox&client_id=a&client_secret=b"
    assert caller.call("POST", TOKEN, form).status == 200


def test_client_credentials_are_not_implemented(caller: Caller) -> None:
    """As at Maileva."""
    refused = caller.sign_in(grant_type="client_credentials")
    assert (refused.status, refused.codes) == (400, ["unsupported_grant_type"])


def test_a_refresh_token_gives_a_new_token(caller: Caller) -> None:
    """The refresh grant works."""
    refresh = caller.sign_in().json["refresh_token"]
    assert caller.sign_in(grant_type="refresh_token", refresh_token=refresh).status == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer invented"}, {"Authorization": "Basic YTpi"}])
def test_nothing_is_answered_without_a_token(caller: Caller, header: dict[str, str]) -> None:
    """A missing, unknown or other authorization is 401."""
    refused = caller.send("GET", f"{MAILEVA}/sendings", headers=header)
    assert (refused.status, refused.codes) == (401, ["UNAUTHORIZED"])


def test_a_refresh_token_opens_nothing(caller: Caller) -> None:
    """Only an access token is a bearer token."""
    refresh = caller.sign_in().json["refresh_token"]
    assert caller.send("GET", f"{MAILEVA}/sendings", headers={"Authorization": f"Bearer {refresh}"}).status == 401
