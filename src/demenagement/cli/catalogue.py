"""The catalogue: `providers` and `plans`, listed, explained, checked."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.application.explaining import condition_in_words, date_in_words
from demenagement.bootstrap import Product
from demenagement.cli.cases import failing_providers, unread_cases
from demenagement.cli.examples import failing_examples
from demenagement.cli.faults import problem_line
from demenagement.cli.named import named, serving
from demenagement.cli.printing import line, print_json, tell, words
from demenagement.errors import Problem

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.domain.provider import Manifest
    from demenagement.domain.template import StepTemplate
    from demenagement.wording import Phrasebook

_CODES = {"level": "level", "channels": "way", "nature": "agenda.tag", "confidence": "catalogue.confidence"}
"""Where the words of a code stand."""


def providers(arguments: Namespace) -> int:
    """`providers [list | show SLUG | check [SLUG] | new SLUG | record SLUG]`."""
    product, say = Product.of(arguments), words(arguments)
    if arguments.verb in ("new", "record"):
        from demenagement.cli import kit  # noqa: PLC0415 # only for whoever writes a provider

        return kit.new(product, arguments) if arguments.verb == "new" else kit.record(product, arguments)
    broken = product.registry.broken()
    if arguments.verb == "check":
        return _check_providers(product, broken, arguments, say)
    if arguments.verb == "show":
        manifest = serving(product, arguments.slug, say)
        _show({**provider_document(manifest, say), "broken": broken.get(manifest.slug)}, arguments)
        return 0
    if arguments.json:
        documents = (provider_document(manifest, say) for manifest in product.manifests.values())
        print_json([{**document, "broken": broken.get(document["slug"])} for document in documents])
        return 0
    for slug, manifest in sorted(product.manifests.items()):
        line(f"{slug:<22} {say(f'level.{manifest.level}'):<12} {manifest.name[say.lang]}")
        if slug in broken:
            line(say("catalogue.broken", why=broken[slug]), 4)
    for file, problems in groupby(product.provider_problems(), key=lambda problem: problem.file):
        first, *others = problems
        more = say("catalogue.unread-more", count=len(others)) if others else ""
        line(say("catalogue.unread", file=file, why=problem_line(first, say, file=False), more=more))
    return 0


def _check_providers(product: Product, broken: dict[str, str], arguments: Namespace, say: Phrasebook) -> int:
    """Every file, every claim of a level, every recorded draft, all the code: of one provider, or of all."""
    slug = arguments.slug
    unread = product.provider_problems()
    if slug is not None:
        folder = str(product.provider_folder(slug))
        unread = [problem for problem in unread if problem.file.startswith(folder)]
        if not unread:
            named("provider", product.manifests, slug)
    code = [
        Problem(name, "adapter.py", "code-broken", (("why", why),))
        for name, why in sorted(broken.items())
        if slug in (None, name)
    ]
    problems = [*unread, *unread_cases(product, unread), *code, *failing_providers(product, arguments.today, slug)]
    counted = say("catalogue.providers", count=len(product.manifests) if slug is None else 1)
    return _check(problems, counted, arguments, say)


def plans(arguments: Namespace) -> int:
    """`plans [list | show SLUG | check]`."""
    product, say = Product.of(arguments), words(arguments)
    templates = {step.slug: step for family in product.families for step in family.steps}
    if arguments.verb == "check":
        counted = say("catalogue.steps", count=len(templates), folder=Path(product.plan_file("")).parent)
        return _check(product.plan_problems() or failing_examples(product), counted, arguments, say)
    if arguments.verb == "show":
        template = named("plan", templates, arguments.slug)
        _show(template_document(template, say) | ({} if arguments.json else _in_words(template, say)), arguments)
        return 0
    if arguments.json:
        print_json([template_document(template, say) for template in templates.values()])
        return 0
    for family in product.families:
        line(family.title[say.lang].upper())
        for step in family.steps:
            line(f"{step.slug:<28} {step.title[say.lang]}", 2)
    return 0


def _in_words(template: StepTemplate, say: Phrasebook) -> dict[str, Any]:
    """The rules of a step as a person reads them."""
    dates = {key: getattr(template, key) for key in ("opens", "ideal", "due")}
    told = {key: date_in_words(source, say) for key, source in dates.items() if source is not None}
    return {"when": condition_in_words(template.when, say), **told}


def _check(problems: list[Problem], counted: str, arguments: Namespace, say: Phrasebook) -> int:
    if arguments.json:
        print_json([{"file": p.file, "key": p.key, "text": problem_line(p, say)} for p in problems])
    else:
        for problem in problems:
            tell(problem_line(problem, say))
        tell(say("catalogue.problems", count=len(problems)) if problems else say("catalogue.sound", counted=counted))
    return 2 if problems else 0


def _show(found: dict[str, Any], arguments: Namespace) -> None:
    if arguments.json:
        print_json(found)
        return
    say = words(arguments)
    for key, value in found.items():
        if value in (None, "", [], False):
            continue
        line(say(f"catalogue.key-{key}"))
        for text in value if isinstance(value, list) else [value]:
            worded = f"{_CODES.get(key)}.{text}"
            line(say(worded) if say.has(worded) else say("channel.value.yes") if text is True else str(text), 4)


def provider_document(manifest: Manifest, say: Phrasebook) -> dict[str, Any]:
    """One provider as JSON."""
    lang = say.lang
    return {
        "slug": manifest.slug,
        "name": manifest.name[lang],
        "kind": manifest.kind,
        "level": manifest.level,
        "channels": [channel.value for channel in manifest.channels],
        "homepage": manifest.homepage,
        "portal": manifest.portal,
        "prepares": list(manifest.prepares[lang]),
        "expects": manifest.expects.answer[lang],
        "human": manifest.human[lang],
        "closing": manifest.closing[lang],
        "breakdown": manifest.breakdown[lang],
        "phone": manifest.contact.phone,
        "address": list(manifest.contact.address),
        "to_confirm": manifest.contact.to_confirm,
        "note": manifest.note[lang] if manifest.note else None,
        "source": manifest.source,
        "checked_on": manifest.checked_on.isoformat(),
    }


def template_document(template: StepTemplate, say: Phrasebook) -> dict[str, Any]:
    """One step of the catalogue as JSON: what it is and the rule behind it."""
    lang = say.lang
    dates = {key: getattr(template, key) for key in ("opens", "ideal", "due")}
    return {
        "slug": template.slug,
        "family": template.family,
        "title": template.title[lang],
        "what": template.what[lang] if template.what else None,
        "otherwise": template.otherwise[lang] if template.otherwise else None,
        "when": template.when.text,
        **{key: source.text if source else None for key, source in dates.items()},
        "nature": template.nature.value,
        "law": template.law,
        "source": template.source,
        "checked_on": template.checked_on.isoformat(),
        "confidence": template.confidence.value,
        "each": template.each,
        "after": list(template.after),
        "provider": template.provider or template.kind,
        "needs": list(template.needs[lang]),
        "asks": list(template.asks[lang]),
        "proof": list(template.proof[lang]),
        "pitfalls": list(template.pitfalls[lang]),
    }
