"""Datasets as Opendatasoft serves them: records by a condition, of which the commonest forms are understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONDITION = re.compile(r'\s*(\w+)\s*(=|LIKE)\s*"([^"]*)"\s*', re.IGNORECASE)
_MOST = 100


def dialect(refusal: Refusal) -> Reply:
    """A refusal as these sites word it."""
    code, message = refusal.problems[0]
    return answer(refusal.status, {"error_code": code, "message": message}, *refusal.headers)


def records(request: Request, found: Sequence[Record], fields: Sequence[str]) -> Reply:
    """Those of `found` that the condition fits, `limit` at most (10 unless said); `fields` are those there are."""
    limit = request.query.get("limit", "10")
    if not limit.isdigit() or int(limit) > _MOST:
        raise Refusal(400, ("InvalidRESTParameterError", f"Invalid value for limit API parameter: {limit} was found"))
    where = request.query.get("where", "")
    chosen = [record for record in found if _fits(record, where, fields)]
    return answer(200, {"total_count": len(chosen), "results": chosen[: int(limit)]})


def _fits(record: Record, where: str, fields: Sequence[str]) -> bool:
    """OR of ANDs, without brackets. Every condition is read, so that a bad one is refused whatever the others say."""
    if not where:
        return True
    choices = [
        [_holds(record, condition, fields) for condition in re.split(r"\bAND\b", choice)]
        for choice in re.split(r"\bOR\b", where)
    ]
    return any(all(choice) for choice in choices)


def _holds(record: Record, condition: str, fields: Sequence[str]) -> bool:
    read = _CONDITION.fullmatch(condition)
    if read is None:
        raise Refusal(400, ("ODSQLError", f"Syntax error in where clause: {condition.strip()}"))
    name, sign, wanted = read.groups()
    if name not in fields:
        raise Refusal(400, ("ODSQLError", f"ODSQL query is malformed: Unknown field: {name}"))
    value = record.get(name)
    held = value if isinstance(value, str) else ""
    return held == wanted if sign == "=" else wanted.lower() in held.lower()
