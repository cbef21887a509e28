"""Colours: a calm evening, a calm day, and one where contrast comes first. No meaning rests on them."""

from __future__ import annotations

from textual.theme import Theme

EVENING = Theme(
    name="soir",
    primary="#8fbcab",
    secondary="#9db4cc",
    accent="#d9b48f",
    warning="#e3b873",
    error="#e8958a",
    success="#9ccb9a",
    foreground="#d9dfe5",
    background="#15181c",
    surface="#1b1f24",
    panel="#2a313a",
    variables={"quiet": "#95a1ad", "edge": "#3d4753"},
)

DAYLIGHT = Theme(
    name="jour",
    dark=False,
    primary="#1f6353",
    secondary="#34567a",
    accent="#8a5a1f",
    warning="#7d5200",
    error="#a12d20",
    success="#256b2c",
    foreground="#22262b",
    background="#f8f6f1",
    surface="#efece4",
    panel="#dfe6e0",
    variables={"quiet": "#565e67", "edge": "#b9c2ba"},
)

CONTRAST = Theme(
    name="contraste",
    primary="#ffff00",
    secondary="#7fdfff",
    accent="#ffff00",
    warning="#ffd000",
    error="#ff9f9f",
    success="#8fff8f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000080",
    variables={"quiet": "#ffffff", "edge": "#7fdfff"},
)

THEMES = (EVENING, DAYLIGHT, CONTRAST)


def following(name: str) -> str:
    """The theme after that one."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)]
