"""What comes back: `track` for one journey, `watch` for all of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.faults import explain
from demenagement.cli.printing import print_json, tell, words
from demenagement.cli.sending import tell_sent
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.following import News
    from demenagement.application.submissions import Sent
    from demenagement.wording import Phrasebook


def track(arguments: Namespace) -> int:
    """Ask for news of what was sent, and notice silences."""
    product, say = Product.of(arguments), words(arguments)
    news = asyncio.run(product.run(product.following.track(arguments.id, arguments.today)))
    if arguments.json:
        print_json({"version": 1, "news": [news_document(each) for each in news]})
    elif not news:
        tell(say("following.nothing"))
    else:
        for each in news:
            print_news(each, say)
    return max((each.fault.exit_code for each in news if each.fault), default=0)


def watch(arguments: Namespace) -> int:
    """For cron: send what was approved, ask for news, for every journey; the faults of one stop no other."""
    product, say = Product.of(arguments), words(arguments)
    found: list[dict[str, Any]] = []
    worst = 0

    def told(each: Sent) -> None:
        if each.fault is not None or each.state is State.SENT:
            tell_sent(each, say)

    for row in product.journeys.summaries():
        try:
            overview = product.journeys.look(row["id"], arguments.today)
            sent = asyncio.run(product.run(product.submissions.send(overview, told=told)))
            news = asyncio.run(product.run(product.following.track(row["id"], arguments.today)))
        except DemenagementError as fault:
            worst = max(worst, fault.exit_code)
            tell("\n".join((f"{row['id']}:", *explain(fault, say))))
            continue
        left = [each.step for each in sent if each.state is State.SENT]
        found.append({"id": row["id"], "sent": left, "news": [news_document(each) for each in news]})
        if not arguments.json:
            for each in news:
                if each.changed or each.fault is not None:
                    print_news(each, say)
        faults = [each.fault for each in sent] + [each.fault for each in news]
        worst = max((worst, *(fault.exit_code for fault in faults if fault)))
    if arguments.json:
        print_json({"version": 1, "journeys": found})
    return worst


def news_document(news: News) -> dict[str, Any]:
    """One piece of news as JSON."""
    return {
        "step": news.step,
        "state": news.state.value,
        "detail": news.detail,
        "changed": news.changed,
        "proofs": [str(path) for path in news.proofs],
        "silent_until": news.silent_until.isoformat() if news.silent_until else None,
        "fault": type(news.fault).__name__ if news.fault else None,
    }


def print_news(news: News, say: Phrasebook) -> None:
    """One piece of news for a person."""
    state = say(f"state.{news.state.value}")
    detail = f" ({news.detail})" if news.detail else ""
    tell(f"{news.step} : {state}{detail}" if say.lang == "fr" else f"{news.step}: {state}{detail}")
    for path in news.proofs:
        tell(f"    {path}")
    if news.silent_until is not None:
        tell("    " + say("following.silent", day=news.silent_until))
    if news.fault is not None:
        for text in explain(news.fault, say):
            tell(f"    {text}")
