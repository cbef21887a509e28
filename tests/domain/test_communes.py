"""What makes two ways of writing the name of a commune the same."""

from __future__ import annotations

import pytest

from demenagement.domain.communes import beginnings, name_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Saint-Étienne-du-Rouvray", "saint etienne du rouvray"),
        ("ST ETIENNE DU ROUVRAY", "saint etienne du rouvray"),
        ("St. Étienne  du Rouvray ", "saint etienne du rouvray"),
        ("Ste-Foy-lès-Lyon", "sainte foy les lyon"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("L’Haÿ–les–Roses", "l hay les roses"),
        ("Plœuc-sur-Lié", "ploeuc sur lie"),
        ("Château-Chinon (Ville)", "chateau chinon ville"),
        ("Stains", "stains"),
        ("Est", "est"),
        (" - ", ""),
        ("", ""),
    ],
)
def test_a_name_is_the_same_however_it_is_written(written: str, key: str) -> None:
    """Accents, capitals, hyphens, apostrophes and "st" make no difference; other words stay what they are."""
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("St", ("st", "saint")),
        ("ste", ("ste", "sainte")),
        ("st ", ("saint",)),
        ("St-É", ("saint e",)),
        ("Pont-Ste", ("pont ste", "pont sainte")),
        ("Stra", ("stra",)),
        (" -", ()),
    ],
)
def test_a_last_st_may_be_the_beginning_of_another_word(typed: str, keys: tuple[str, ...]) -> None:
    """Until something follows it: "st" may become Strasbourg."""
    assert beginnings(typed) == keys
