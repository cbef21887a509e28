"""Prefilled dossiers: made, taken, decided upon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox.calls import DOSSIERS, JSON

if TYPE_CHECKING:
    from sandbox.calls import Answer, Caller

    from demenagement.sandbox.server import Sandbox

PATH = "stationnement-demenagement-bac-a-sable"


def fields(caller: Caller) -> dict[str, str]:
    """The ids of the fields, by type."""
    schema = caller.call("GET", f"/demarche-numerique/preremplir/{PATH}/schema").json
    return {field["__typename"]: field["id"] for field in reversed(schema["revision"]["champDescriptors"])}


def prefilled(caller: Caller, **values: object) -> Any:  # noqa: ANN401 - JSON is anything
    """A dossier, just made."""
    made = caller.send("POST", DOSSIERS.format(1001), values)
    assert made.status == 201
    return made.json


def asked(caller: Caller, *tokens: str) -> Answer:
    """What polling answers."""
    return caller.send("GET", f"{DOSSIERS.format(1001)}?prefill_token={','.join(tokens)}")


def test_a_prefilled_dossier_has_the_documented_shape(caller: Caller) -> None:
    """An address to open, a state, an id, a number, a token."""
    made = prefilled(caller, identite_prenom="Anne")
    token = made["dossier_prefill_token"]
    assert made == {
        "dossier_url": f"{caller.url}/demarche-numerique/commencer/{PATH}?prefill_token={token}",
        "state": "prefilled",
        "dossier_id": "RG9zc2llci0x",
        "dossier_number": 1,
        "dossier_prefill_token": token,
    }
    assert token.startswith("SBX-")


def test_an_unknown_procedure_is_not_found(caller: Caller) -> None:
    """404, word for word."""
    missing = caller.send("POST", DOSSIERS.format(99), {})
    assert (missing.status, missing.json) == (404, {"error": "procedure 99 is not found"})


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("header", [{}, {"Content-Type": "application/json; charset=utf-8"}])
def test_only_json_is_heard(caller: Caller, method: str, header: dict[str, str]) -> None:
    """The content type must be `application/json` exactly, on reading as well."""
    refused = caller.call(method, DOSSIERS.format(1001), headers=header)
    assert (refused.status, refused.json) == (400, {"error": "Content-Type should be json"})


def test_valid_values_are_kept(caller: Caller) -> None:
    """One field of each type, with or without the padding of its id."""
    ids = fields(caller)
    values = {
        f"champ_{ids['AddressChampDescriptor']}": "21231_2870_00012",
        f"champ_{ids['DateChampDescriptor']}": "2027-05-08",
        f"champ_{ids['IntegerNumberChampDescriptor'].rstrip('=')}": 12,
        f"champ_{ids['TextChampDescriptor']}": "AB-123-CD",
        "identite_genre": "Mme",
        "identite_prenom": "Anne",
        "identite_nom": "Exemple",
    }
    prefilled(caller, **values)
    kept = caller.state()["demarche-numerique"]["dossiers"][0]["values"]
    assert {key.rstrip("="): value for key, value in kept.items()} == {
        key.rstrip("="): value for key, value in values.items()
    }


def test_unknown_and_invalid_values_are_dropped_without_a_word(caller: Caller) -> None:
    """201 all the same: only the state shows that nothing was kept."""
    ids = fields(caller)
    prefilled(
        caller,
        **{
            f"champ_{ids['AddressChampDescriptor']}": "12 rue de la Liberté",
            f"champ_{ids['DateChampDescriptor']}": "8 mai",
            f"champ_{ids['IntegerNumberChampDescriptor']}": "douze",
            f"champ_{ids['TextChampDescriptor']}": ["list"],
            f"champ_{ids['PieceJustificativeChampDescriptor']}": "plan.pdf",
            "champ_Q2hhbXAtMQ": "unknown",
            "identite_genre": "Docteur",
            "identite_nom": 5,
        },
    )
    assert caller.state()["demarche-numerique"]["dossiers"][0]["values"] == {}


def test_an_unknown_schema_is_not_found(caller: Caller) -> None:
    """404 in the same dialect; a schema needs no content type."""
    missing = caller.call("GET", "/demarche-numerique/preremplir/nothing/schema")
    assert (missing.status, missing.json) == (404, {"error": "procedure nothing is not found"})


def test_unknown_tokens_give_an_empty_list(caller: Caller) -> None:
    """200 and nothing."""
    assert (asked(caller, "none").status, asked(caller, "none").json) == (200, [])


def test_several_tokens_are_asked_at_once(caller: Caller) -> None:
    """Known ones only, in the order they were made."""
    tokens = [prefilled(caller)["dossier_prefill_token"] for _ in range(2)]
    found = asked(caller, tokens[1], "none", tokens[0]).json
    assert [each["dossier_prefill_token"] for each in found] == tokens


def test_a_dossier_of_another_procedure_is_not_shown(caller: Caller) -> None:
    """Tokens are looked for within one procedure."""
    token = caller.send("POST", DOSSIERS.format(1002), {}).json["dossier_prefill_token"]
    assert asked(caller, token).json == []


@pytest.mark.parametrize(
    ("script", "end"),
    [("slow:seconds=0", "accepte"), ("outcome:result=refuse", "refuse"), ("outcome:result=sans_suite", "sans_suite")],
)
def test_a_claimed_dossier_is_examined_then_decided(box: Sandbox, caller: Caller, script: str, end: str) -> None:
    """Filed by the person, under examination the next day, decided on the fifth."""
    box.fault(script)
    token = prefilled(caller)["dossier_prefill_token"]
    assert caller.control("POST", "claim", {"prefill_token": token}).status == 200
    seen = [asked(caller, token).json[0]]
    for days in (1, 5):
        box.advance(days=days)
        seen.append(asked(caller, token).json[0])
    assert [each["state"] for each in seen] == ["en_construction", "en_instruction", end]
    assert ["submitted_at" in each for each in seen] == [True, True, True]
    assert ["processed_at" in each for each in seen] == [False, False, True]


def test_a_draft_may_be_taken_and_not_filed(caller: Caller) -> None:
    """Then it is a draft of the person, with neither address nor date."""
    made = prefilled(caller)
    token = made["dossier_prefill_token"]
    caller.control("POST", "claim", {"prefill_token": token, "submit": False})
    numbered = {key: made[key] for key in ("dossier_id", "dossier_number", "dossier_prefill_token")}
    assert asked(caller, token).json == [{"state": "brouillon", **numbered}]


def test_an_unclaimed_draft_never_progresses(box: Sandbox, caller: Caller) -> None:
    """Nothing happens until a person opens the link."""
    token = prefilled(caller)["dossier_prefill_token"]
    box.advance(days=90)
    assert asked(caller, token).json[0]["state"] == "prefilled"


def test_a_silent_administration_never_decides(box: Sandbox, caller: Caller) -> None:
    """Filed, and nothing is heard again."""
    box.fault("silence:provider=demarche-numerique")
    token = prefilled(caller)["dossier_prefill_token"]
    caller.control("POST", "claim", {"prefill_token": token})
    box.advance(days=90)
    assert asked(caller, token).json[0]["state"] == "en_construction"


def test_claiming_twice_changes_nothing(box: Sandbox, caller: Caller) -> None:
    """The first filing is the one that counts."""
    token = prefilled(caller)["dossier_prefill_token"]
    first = caller.control("POST", "claim", {"prefill_token": token}).json
    box.advance(seconds=60)
    assert caller.control("POST", "claim", {"prefill_token": token}).json == first


def test_an_unknown_token_cannot_be_claimed(caller: Caller) -> None:
    """404."""
    assert caller.control("POST", "claim", {"prefill_token": "none"}).status == 404


def test_a_person_takes_the_draft_on_its_page(caller: Caller) -> None:
    """The link opens a page that says what it is, and whose button files the dossier."""
    made = prefilled(caller)
    link = made["dossier_url"].removeprefix(caller.url)
    shown = caller.call("GET", link)
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "BAC À SABLE" in shown.body.decode()
    assert caller.call("POST", link, b"x=1", JSON).status == 200
    assert asked(caller, made["dossier_prefill_token"]).json[0]["state"] == "en_construction"
