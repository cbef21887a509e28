"""What comes back: `track` for one journey, `watch` for all of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from demenagement.application.silences import silence_lines
from demenagement.application.telling import named_by_id
from demenagement.bootstrap import Product
from demenagement.cli.arranging import arrange
from demenagement.cli.awaited import awaited_document, print_awaited, silence_document
from demenagement.cli.faults import explain
from demenagement.cli.printing import print_json, tell, words
from demenagement.cli.sending import tell_sent
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from demenagement.application.following import News
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.wording import Phrasebook


def track(arguments: Namespace) -> int:
    """Ask for news of what was sent, and notice silences."""
    product, say = Product.of(arguments), words(arguments)
    news = asyncio.run(product.run(product.following.track(arguments.id, arguments.today)))
    overview = product.journeys.look(arguments.id, arguments.today)
    awaited = product.watching.awaited(overview)
    if arguments.json:
        expected = [awaited_document(each, arguments.today, say) for each in awaited]
        print_json({"version": 1, "news": [news_document(each, say) for each in news], "expected": expected})
        return _worst(news)
    if not news and not awaited:
        tell(say("following.nothing"))
    for each in news:
        print_news(each, overview, product, say)
    print_awaited(awaited, overview, say, tell)
    return _worst(news)


def _worst(news: Iterable[News]) -> int:
    return max((each.fault.exit_code for each in news if each.fault), default=0)


def watch(arguments: Namespace) -> int:
    """For cron: send what was approved, ask for news, for every journey; the faults of one stop no other.

    With `--notify` it also shows a desktop notice when there is news, and ends well in any case.
    """
    if arguments.install or arguments.uninstall:
        return arrange(arguments)
    product, say = Product.of(arguments), words(arguments)
    return asyncio.run(product.run(_watch(product, arguments, say)))


async def _watch(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    """In one go, so that a provider that is down for one journey is left alone for the next."""
    found: list[dict[str, Any]] = []
    worst = 0
    titles: list[str] = []

    for row in product.journeys.summaries():
        try:
            overview = product.journeys.look(row["id"], arguments.today)

            def told(each: Sent, overview: Overview = overview) -> None:
                if each.fault is not None or each.state is State.SENT:
                    tell_sent(each, overview, say)

            sent = await product.submissions.send(overview, told=told)
            news = await product.following.track(row["id"], arguments.today)
            overview = product.journeys.look(row["id"], arguments.today)
        except DemenagementError as fault:
            worst = max(worst, fault.exit_code)
            tell("\n".join((f"{row['id']}:", *explain(fault, say))))
            continue
        left = [each.step for each in sent if each.state is State.SENT]
        found.append({"id": row["id"], "sent": left, "news": [news_document(each, say) for each in news]})
        fresh = [each for each in news if each.changed or each.fault is not None]
        titles += [_title(name, overview, say) for name in (*left, *(each.step for each in fresh))]
        if not arguments.json:
            for each in fresh:
                print_news(each, overview, product, say)
        faults = [each.fault for each in sent] + [each.fault for each in news]
        worst = max((worst, *(fault.exit_code for fault in faults if fault)))
    if arguments.json:
        print_json({"version": 1, "journeys": found})
    return _noticed(product, titles, say) if arguments.notify else worst


def _noticed(product: Product, titles: list[str], say: Phrasebook) -> int:
    """A notice on the desktop where there is news. A session that runs this by itself is told of no failure."""
    if titles:
        product.notice(say("following.notice"), "\n".join(dict.fromkeys(titles)))
    return 0


def _title(name: str, overview: Overview, say: Phrasebook) -> str:
    """A step's title without whom it is for: a notice may be seen by anybody who passes."""
    step = overview.plan.step(name)
    return step.template.title[say.lang] if step else say("following.a-step")


def news_document(news: News, say: Phrasebook) -> dict[str, Any]:
    """One piece of news as JSON."""
    return {
        "step": news.step,
        "state": news.state.value if news.state else None,
        "detail": news.detail,
        "changed": news.changed,
        "proofs": [str(path) for path in news.proofs],
        "silent_until": news.silent_until.isoformat() if news.silent_until else None,
        "silence": silence_document(news.silence, say) if news.silence else None,
        "fault": type(news.fault).__name__ if news.fault else None,
    }


def print_news(news: News, overview: Overview, product: Product, say: Phrasebook) -> None:
    """One piece of news for a person."""
    submission = overview.journey.submission_of(news.step)
    unfinished = news.state is State.SENT and submission is not None and submission.yours
    state = say(f"state.{'yours' if unfinished else news.state.value}" if news.state else "following.told-by-you")
    detail = f" ({news.detail})" if news.detail else ""
    step = named_by_id(news.step, overview.plan, say.lang)
    tell(f"{step} : {state}{detail}" if say.lang == "fr" else f"{step}: {state}{detail}")
    for path in news.proofs:
        tell(f"    {path}")
    if news.silence is not None:
        for text in silence_lines(news.silence, overview, product.manifests, say):
            tell(f"    {text}")
    if news.fault is not None:
        for text in explain(news.fault, say):
            tell(f"    {text}")
