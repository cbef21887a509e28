"""What each step is for, as a household says it to whoever the step goes to."""

from __future__ import annotations

import pytest

from demenagement.bootstrap import Product
from demenagement.wording import LANGUAGES, phrasebook, sentences

ADDRESSED = {
    step.slug: step
    for family in Product().families
    for step in family.steps
    if step.provider or step.kind or step.each == "subscription"
}
"""The steps that go to somebody."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_that_goes_to_somebody_has_its_words(lang: str) -> None:
    """No less, so that nobody reads a title out; no more, so that no words outlive their step."""
    either = {f"{slug}-{step.letter}" for slug, step in ADDRESSED.items() if step.ends_when is not None}
    assert set(sentences(lang, "purpose")) == set(ADDRESSED) | either


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", sorted(ADDRESSED))
def test_the_words_fit_one_person_and_several(lang: str, slug: str) -> None:
    """They go on a sentence that was begun, and end without its point."""
    for count in (1, 2):
        said = phrasebook(lang)(f"purpose.{slug}", n=count, subject="Lou")
        assert (said[:1].islower(), said.endswith("."), "{" in said) == (True, False, False)


def test_a_request_s_subject_and_its_questions_belong_to_a_step() -> None:
    """Words for a step that does not exist are words nobody reads."""
    keyed = [
        key for key in sentences("fr", "letter") if key.startswith(("request.of.", "request.asks.", "request.proof."))
    ]
    assert [key for key in keyed if key.rpartition(".")[2] not in ADDRESSED] == []
