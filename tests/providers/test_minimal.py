"""What leaves is what the recipient's manifest names, whatever the provider, the channel and the step.

The household is one in which every fact is a marker: a marker in a draft, or in a carrier's request, is traced back.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from marked_household import marked

from demenagement.adapter import Http
from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Overview
from demenagement.application.verbs import Verbs
from demenagement.bootstrap import Product
from demenagement.bootstrap.counterparts import Counterparts
from demenagement.channels.asking import Asking
from demenagement.domain.draft import Document
from demenagement.domain.facts import MEMBERS, instances
from demenagement.domain.journey import Journey
from demenagement.domain.levels import drafted_channels
from demenagement.domain.plan import Step
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Verb
from demenagement.errors import DossierIncomplete, NotAllowed, ProviderBroken
from demenagement.sandbox.server import Sandbox
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from marked_household import Marks

    from demenagement.adapter import Answer
    from demenagement.domain.draft import Draft
    from demenagement.domain.provider import Manifest
    from demenagement.domain.template import StepTemplate

SHIPPED = Product()
TEMPLATES = [step for family in SHIPPED.families for step in family.steps]
RECIPIENTS = [
    pytest.param(manifest, id=slug) for slug, manifest in sorted(SHIPPED.manifests.items()) if not manifest.carries
]
BEFORE, AFTER = date(2030, 6, 1), date(2060, 6, 1)
FORM = "https://demarche.numerique.gouv.fr/commencer/stationnement-demenagement-bac-a-sable"
POSTAL = ("street", "complement", "postcode", "city")
TOLD = {"what": "Une erreur.", "wish": "Une correction."}
REACHED = {
    Channel.EMAIL: {"email", "holder"},
    Channel.ELECTRONIC: {"email", "holder"},
    Channel.LETTER: {"address", "address.postcode", "holder"},
    Channel.PHONE: {"phone"},
    Channel.COUNTER: {"address", "address.postcode"},
}
"""Where a provider is reached, and who signs: it knows both."""


@cache
def overview(today: date, *, protected: bool = False) -> tuple[Overview, Marks]:
    """The marked household on a day, and its marks."""
    dossier, marks = marked(sorted(SHIPPED.manifests))
    dossier = replace(dossier, household=replace(dossier.household, protected=protected))
    accounts = {
        **dossier.accounts,
        "demarche-numerique": replace(dossier.accounts["demarche-numerique"], reference=FORM),
    }
    situation = SHIPPED.planning.situation(replace(dossier, accounts=accounts), today)
    nobody = Journey(id="marked", uid="", title="", created=today.isoformat(), facts={})
    return Overview(nobody, situation.dossier, SHIPPED.planning.plan_of(situation)), marks


def reaches(template: StepTemplate, manifest: Manifest) -> bool:
    """Whether some household's step of that template goes to that provider."""
    named = template.provider == manifest.slug or template.kind == manifest.kind
    return named or template.each == "subscription"


def steps(manifest: Manifest, seen: Overview) -> Iterator[Step]:
    """One step of each template that reaches the provider; of those for one member, the first member's."""
    for template in TEMPLATES:
        if not reaches(template, manifest):
            continue
        step = Step(id=template.slug, template=template, provider=manifest.slug)
        if template.each is not None:
            plural = MEMBERS[template.each]
            nouns = getattr(seen.dossier.household, plural)
            name = manifest.slug if template.each == "subscription" else instances(template.each, nouns)[0]
            subject = name if template.each == "subscription" else getattr(nouns[0], "plate", None) or nouns[0].name
            step = step._replace(
                id=f"{template.slug}/{name}", subject=subject, subject_path=f"household.{plural}.{name}"
            )
        yield step


def drafts(
    manifest: Manifest, seen: Overview, product: Product = SHIPPED, *, by_hand: bool = True
) -> Iterator[tuple[Step, Draft]]:
    """Every draft of every step that reaches the provider, by every way; none is written without its facts."""
    drafting = Drafting(Counterparts(product, "fr"))
    for step in steps(manifest, seen):
        for channel in drafted_channels(manifest, [step.template]):
            try:
                yield step, drafting.draft(seen, step, seen.plan.today, channel=channel, by_hand=by_hand)
            except (DossierIncomplete, NotAllowed):
                continue


def named(manifest: Manifest, step: Step, channel: Channel, today: date = BEFORE) -> set[str]:
    """What a draft may hold: the manifest's facts, where either is reached, and what the step is for."""
    home = "leaving" if today == BEFORE else "arriving"
    answered = {f"{home}.{part}" for part in POSTAL} if channel in (Channel.LETTER, Channel.ELECTRONIC) else set()
    own = {f"accounts.{manifest.slug}.{each}" for each in REACHED.get(channel, ())}
    trade = step.template.kind or ""
    side = "arriving" if step.template.side == "arriving" else "leaving"
    # The recipient's own name, as the household calls it.
    called = {f"{side}.{trade}.{key}" for key in ("supplier", "operator")} | {f"{side}.insurance.insurer"}
    form = {"accounts.demarche-numerique.reference"} if channel is Channel.PREFILL else set()
    return {*manifest.requires, *manifest.optional, *own, *called, *form, *answered}


def allowed(path: str, names: set[str], step: Step) -> bool:
    """Whether a marked fact is one of the names or below one.

    Of a step for one member, that member's name is what it is about, and the second member is nobody's business.
    """
    bare, listed = path.replace("#1", "").replace("#2", ""), f"household.{MEMBERS.get(step.template.each or '', '')}."
    if step.template.each is not None and bare.startswith(listed):
        if "#2" in path:
            return False
        if bare.rpartition(".")[2] in ("name", "plate"):
            return True
    if bare.startswith("household.adults."):
        # The list alone gives the names; whoever needs more of an adult names it.
        return bare in {*names, *({"household.adults.name"} & {f"{name}.name" for name in names})}
    return any(bare == name or bare.startswith(f"{name}.") for name in names)


@pytest.mark.parametrize("today", [BEFORE, AFTER], ids=["before", "after"])
@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_a_draft_holds_no_fact_that_its_manifest_does_not_name(manifest: Manifest, today: date) -> None:
    """Neither in its text, its fields, its letter, its subject, nor in the address it opens."""
    seen, marks = overview(today)
    told = [
        (step.id, draft.channel.value, path)
        for step, draft in drafts(manifest, seen)
        for path in sorted(marks.found_in(str(draft.document())))
        if not allowed(path, named(manifest, step, draft.channel, today), step)
    ]
    assert told == []


@pytest.mark.parametrize("verb", [Verb.AMEND, Verb.CANCEL, Verb.STATUS, Verb.COMPLAIN])
@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_what_answers_a_verb_holds_no_other_fact_either(manifest: Manifest, verb: Verb) -> None:
    """But for who writes and from where, which every letter shows, and the day of the move."""
    seen, marks = overview(BEFORE)
    verbs = Verbs(SHIPPED.journeys, Drafting(Counterparts(SHIPPED, "fr")), Asking(phrasebook("fr")))
    shown = {f"{home}.{part}" for home in ("leaving", "arriving") for part in POSTAL} | {"move.day"}
    told = []
    for step in steps(manifest, seen):
        one = replace(seen, plan=replace(seen.plan, steps=(step,)))
        for channel in (each for each in drafted_channels(manifest, [step.template]) if each in REACHED):
            try:
                draft = verbs.reply(one, step.id, verb, BEFORE, channel=channel, told=TOLD).draft
            except (DossierIncomplete, NotAllowed):
                continue
            names = {*named(manifest, step, channel), *shown, "household.adults"}
            found = sorted(marks.found_in(str(draft.document())))
            told += [(step.id, channel.value, path) for path in found if not allowed(path, names, step)]
    assert told == []


@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_every_way_of_a_provider_is_tried(manifest: Manifest) -> None:
    """So that the tests around this one can't pass by drafting nothing."""
    seen, marks = overview(BEFORE)
    tried = {draft.channel for _, draft in drafts(manifest, seen) if marks.found_in(str(draft.document()))}
    assert tried == set(drafted_channels(manifest, TEMPLATES))


@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_no_two_fields_of_a_draft_are_called_the_same(manifest: Manifest) -> None:
    """A person could not tell which goes where, and a recorded draft would keep only one."""
    seen, _ = overview(BEFORE)
    labels = [[each.label for each in draft.fields] for _, draft in drafts(manifest, seen)]
    assert [each for each in labels if len(each) != len(set(each))] == []


def test_a_fact_too_many_is_noticed() -> None:
    """However it is written: a rent, a day, an address in capitals, the other vehicle, more of an adult than a name."""
    seen, marks = overview(BEFORE)
    ants = SHIPPED.manifests["ants"]
    step, draft = next(drafts(ants, seen))
    home, cars = seen.dossier.leaving, seen.dossier.household.vehicles or ()
    assert (home.rent, home.signed, home.street) != (None, None, None)
    people = seen.dossier.household.adults or ()
    more = str(home.street).upper() + f" {home.signed:%d/%m/%Y} {home.rent} {cars[1].plate} {people[0].email}"
    found = marks.found_in(f"{draft.document()} {more}")
    assert {path for path in found if not allowed(path, named(ants, step, draft.channel), step)} == {
        "leaving.rent",
        "leaving.signed",
        "leaving.street",
        "household.vehicles#2.plate",
        "household.adults#1.email",
    }


@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_what_only_helps_is_shown_where_it_leaves(manifest: Manifest) -> None:
    """A person reads every fact before they say yes: in the fields, in the text, or in the letter itself."""
    seen, marks = overview(BEFORE)
    for step, draft in drafts(manifest, seen):
        letter = str(draft.document()["letter"] or "")
        shown = marks.found_in(f"{draft.text}{letter}{[each.value for each in draft.fields]}{draft.recipient}")
        assert marks.found_in(str(draft.document())) - shown == set(), step.id


@pytest.mark.parametrize("today", [BEFORE, AFTER], ids=["before", "after"])
@pytest.mark.parametrize("manifest", RECIPIENTS)
def test_the_old_side_never_reads_a_protected_household_s_new_home(manifest: Manifest, today: date) -> None:
    """By no way; but for those who can't do without it, such as whoever forwards the mail, and say so."""
    seen, marks = overview(today, protected=True)
    told = [
        (step.id, draft.channel.value, path)
        for step, draft in drafts(manifest, seen)
        if step.template.side == "leaving"
        for path in sorted(marks.found_in(str(draft.document())))
        if path.startswith("arriving.") and path not in manifest.requires
    ]
    assert told == []


_MADE_UP = re.compile(r"[0-9a-f-]{32,}")


@dataclass
class Overheard:
    """A way out that remembers all that went through it, bytes included."""

    way: Http
    said: list[str] = field(default_factory=list)

    @property
    def account(self) -> Mapping[str, str]:
        """The provider's own."""
        return self.way.account

    async def request(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
        """One exchange, overheard."""
        # What the provider made up itself, a token or a number, may look like a postcode.
        self.said.append(_MADE_UP.sub("", f"{path} {asked}"))
        return await self.way.request(method, path, **asked)


@pytest.mark.parametrize("slug", ["demarche-numerique", "maileva"])
async def test_a_carrier_asks_for_no_more_than_the_draft_it_carries(slug: str, tmp_path: Path) -> None:
    """Every fact in its requests to the sandbox stands in the draft that somebody said yes to."""
    seen, marks = overview(BEFORE)
    carried = 0
    with Sandbox() as box:
        product = Product(str(tmp_path), environment={"DEMENAGEMENT_SANDBOX": box.url})
        counterparts = Counterparts(product, "fr")
        async with product.connections:
            for manifest in SHIPPED.manifests.values():
                for _, draft in () if manifest.carries else drafts(manifest, seen, product, by_hand=False):
                    if draft.carrier != slug:
                        continue
                    carried += 1
                    way = Overheard(counterparts.http(slug))
                    key, paper = f"key-{carried}", Document("lettre.pdf", "application/pdf", b"%PDF-1.7 lettre")
                    await product.registry.carrier(slug).submit(
                        draft.approve(key, product.clock(), (paper,) if draft.letter else ()), way
                    )
                    assert marks.found_in(" ".join(way.said)) - marks.found_in(str(draft.document())) == set()
    assert carried > 0


@pytest.mark.parametrize("slug", sorted(slug for slug, each in SHIPPED.manifests.items() if each.hosts))
@pytest.mark.parametrize("address", ["https://ailleurs.exemple/", "https://{host}.ailleurs.exemple/", "http://{host}/"])
async def test_an_adapter_s_way_out_leads_to_its_manifest_s_hosts(slug: str, address: str, tmp_path: Path) -> None:
    """As the product makes it, with the provider's own account: tests/gateways/test_reach.py has every trick."""
    manifest = SHIPPED.manifests[slug]
    base = {f"DEMENAGEMENT_{slug.upper().replace('-', '_')}_BASE": f"https://{manifest.hosts[0]}"}
    product = Product(str(tmp_path), environment=base)
    async with product.connections:
        with pytest.raises(ProviderBroken, match="hôte non prévu"):
            await Counterparts(product).http(slug).request("GET", address.format(host=manifest.hosts[0]))


def test_an_adapter_has_no_other_way_out() -> None:
    """Its code imports nothing that opens a line, a file or a program by itself."""
    ways = {"asyncio", "ctypes", "ftplib", "http.client", "imaplib", "multiprocessing", "os", "poplib", "shutil"}
    ways |= {"smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib.request", "xmlrpc"}
    found = []
    for path in sorted(Path(SHIPPED.provider_folder("maileva")).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
            found += [f"{path.parent.name}: {name}" for name in names if name in ways or name.partition(".")[0] in ways]
    assert found == []
