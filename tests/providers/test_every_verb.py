"""Every provider answers each of the six verbs, in both languages, with words and with a person to reach."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from demenagement import locations
from demenagement.application.drafting import Drafting
from demenagement.application.verbs import Verbs
from demenagement.bootstrap import Product
from demenagement.bootstrap.counterparts import Counterparts
from demenagement.channels.asking import Asking
from demenagement.domain.dossier import Account
from demenagement.domain.told import TOLD
from demenagement.domain.verb import FAMILIES, METERED, OTHERS, Means, Verb, complaints, family
from demenagement.errors import NotAllowed
from demenagement.wording import LANGUAGES, phrasebook, sentences

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Step
    from demenagement.domain.verb import Reply

TODAY = date(2027, 7, 25)
SLUGS = sorted(path.parent.name.replace("_", "-") for path in locations.bundled("providers").glob("*/manifest.toml"))
TELL = {
    **dict.fromkeys(TOLD, "un mot"),
    "complained_on": "2027-07-01",
    "mediator_address": "1 rue du Port; 75009 Paris",
}
_BODIES = ("-leaving", "-arriving")
ADDRESS = ("Service client", "8 rue du Port", "44000 NANTES")


@cache
def demo() -> tuple[Product, Overview]:
    """The example's household; all of its providers have told it where to write and call."""
    product = Product("nowhere", "fr", environment={})
    dossier = product.read_dossier(locations.shipped("demo", "family.toml"))
    account = Account(reference="1-23", holder="Camille Martin", address=ADDRESS, email="a@example.fr", phone="3000")
    told = replace(
        dossier,
        accounts=dict.fromkeys([f"{slug}{end}" for slug in product.manifests for end in ("", *_BODIES)], account),
        move=replace(dossier.move, reserves=("Armoire : porte fendue",)),
    )
    journey = _unkept(product, told)
    return product, journey


def _unkept(product: Product, dossier: object) -> Overview:
    """An overview of a journey that no file holds."""
    journey = product.journeys
    begun = type(journey)(_OneJourney(), journey.planning, journey.dossiers).begin(dossier, datetime.now(UTC))
    return journey.overview(begun, TODAY)


class _OneJourney:
    """A store that gives back what it is given, and keeps nothing."""

    def create(self, journey: object) -> object:
        """Nothing is written."""
        return journey


def step_of(slug: str) -> tuple[Overview, Step]:
    """A step that the provider is concerned by: one of the plan's, else one made for it."""
    product, overview = demo()
    manifest = product.manifests[slug]
    mine = [step for step in overview.plan.steps if step.provider == slug]
    like = [step for step in overview.plan.steps if step.template.kind == manifest.kind]
    step = (mine or like or [overview.step("bank")])[0]
    if not (mine or like):
        # The example has no such step, another household has; else any step stands for it, with a plain request.
        plain = replace(step.template, letter=None)
        every = (each for each in product.planning.catalogue.templates if slug in (each.provider, each.kind))
        step = step._replace(template=next(every, plain))
    template = replace(step.template, kind=manifest.kind)
    step = step._replace(provider=slug, template=template)
    return replace(overview, plan=replace(overview.plan, steps=(step,))), step


def asked(slug: str, verb: Verb, lang: str, letter: str | None = None) -> Reply:
    """What that provider answers, everything being told."""
    product, _ = demo()
    overview, step = step_of(slug)
    verbs = Verbs(product.journeys, Drafting(Counterparts(product)), Asking(phrasebook(lang)))
    return verbs.reply(overview, step.id, verb, TODAY, letter=letter, told=TELL)


def gaps(text: str) -> list[str]:
    """The gaps that nobody filled in."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_provider_answers_every_verb(slug: str, verb: Verb, lang: str) -> None:
    """A draft with words in it, what to say and to ask, a proof, a wait, who decides, and a person; no open gap."""
    reply = asked(slug, verb, lang)
    letter = reply.draft.letter
    words = reply.draft.text or "\n".join(letter.paragraphs if letter else ())
    script = {name: "\n".join(lines) for name, lines in reply.script.parts()}
    assert {"say", "ask", "proof", "wait", "decides", "human"} <= set(script)
    assert (bool(words.strip()), bool(reply.draft.subject), gaps("\n".join((words, *script.values())))) == (
        True,
        True,
        [],
    )
    manifest = demo()[0].manifests[slug]
    assert manifest.human[lang] in script["human"]
    assert manifest.breakdown[lang] in script["decides"]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_only_spoken_holds_the_whole_script(slug: str) -> None:
    """Nothing is left on another page."""
    for verb in Verb:
        reply = asked(slug, verb, "fr")
        if reply.spoken:
            # What is pasted has no quotes around it.
            lines = [line.strip("«» ") for _, each in reply.script.parts() for line in each]
            assert [line for line in lines if line not in reply.draft.text] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_complaint_of_every_provider_is_written(slug: str) -> None:
    """To them, then to whoever decides; an employer has no mediator, and the answer is no."""
    _, step = step_of(slug)
    for letter in complaints(step.template):
        if letter == "mediator" and family(step.template.kind or "") == "work":
            with pytest.raises(NotAllowed):
                asked(slug, Verb.COMPLAIN, "fr", letter)
            continue
        reply = asked(slug, Verb.COMPLAIN, "fr", letter)
        assert (reply.means, reply.draft.letter is not None) == (Means.DRAFT, True)


@pytest.mark.parametrize("slug", SLUGS)
def test_whoever_decides_is_named_by_the_manifest(slug: str) -> None:
    """A letter names no mediator that the provider's own manifest does not."""
    manifest = demo()[0].manifests[slug]
    french = phrasebook("fr")
    keys = [f"letter.decides.{each}.name" for each in (manifest.kind, family(manifest.kind))]
    names = [french(key) for key in keys if french.has(key)][:1]
    assert [name for name in names if name.lower() not in manifest.breakdown.fr.lower()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_written_for_families_and_verbs_that_exist(lang: str) -> None:
    """And for each family but once: no provider, no kind, has words of its own."""
    known = {*FAMILIES, OTHERS, "any", "name", "letter", "section", "told", "question", "because"}
    assert {key.partition(".")[0] for key in sentences(lang, "verb") if "." in key} == known
    verbs = {key.split(".")[1] for key in sentences(lang, "verb") if key.split(".")[0] in {*FAMILIES, OTHERS, "any"}}
    assert verbs == {*Verb, "proof"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_can_be_told_has_its_question(lang: str) -> None:
    """A label, a question, and why it is asked."""
    for part in ("told", "question", "because"):
        assert {key.partition(".")[2] for key in sentences(lang, "verb") if key.startswith(f"{part}.")} == set(TOLD)


def test_every_kind_belongs_to_one_family() -> None:
    """The words that are used do not depend on an order."""
    kinds = [kind for found in FAMILIES.values() for kind in found]
    assert len(kinds) == len(set(kinds))
    assert {family(kind) for kind in METERED} == {"energy", "water"}


def test_the_words_are_those_of_the_catalogue() -> None:
    """No family stands for kinds that nobody is of."""
    kinds = {manifest.kind for manifest in demo()[0].manifests.values()}
    assert [kind for found in FAMILIES.values() for kind in found if kind not in kinds] == []
