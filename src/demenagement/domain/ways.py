"""How the words of a street are shortened when its name is too long: types of way, titles, first names, articles.

The usual abbreviations of La Poste for NF Z10-011; keys are lower case without accents.
"""

from __future__ import annotations

_WAYS = {
    "allee": "all",
    "allees": "all",
    "avenue": "av",
    "boulevard": "bd",
    "carrefour": "car",
    "chaussee": "chs",
    "chemin": "che",
    "cours": "crs",
    "esplanade": "esp",
    "faubourg": "fg",
    "hameau": "ham",
    "impasse": "imp",
    "lotissement": "lot",
    "montee": "mte",
    "passage": "pas",
    "place": "pl",
    "promenade": "prom",
    "quai": "qu",
    "quartier": "qua",
    "residence": "res",
    "route": "rte",
    "ruelle": "rle",
    "sentier": "sen",
    "square": "sq",
    "traverse": "tra",
}
_TITLES = {
    "amiral": "amir",
    "capitaine": "cap",
    "colonel": "col",
    "commandant": "cdt",
    "docteur": "dr",
    "general": "gal",
    "lieutenant": "lt",
    "marechal": "mal",
    "monseigneur": "mgr",
    "president": "pdt",
    "professeur": "pr",
    "saint": "st",
    "sainte": "ste",
    "saints": "sts",
    "sergent": "sgt",
}
_ARTICLES = {"a", "au", "aux", "d", "de", "des", "du", "et", "l", "la", "le", "les"}
_FIRST_NAMES = {
    *("albert", "alexandre", "alfred", "alphonse", "anatole", "andre", "anne", "antoine", "aristide", "arthur"),
    *("auguste", "camille", "charles", "claude", "edouard", "emile", "ernest", "eugene", "ferdinand", "fernand"),
    *("francois", "frederic", "gabriel", "gaston", "georges", "germaine", "guillaume", "gustave", "guy", "henri"),
    *("honore", "jacques", "jean", "jeanne", "joseph", "jules", "leon", "louis", "louise", "lucien", "marcel"),
    *("marguerite", "marie", "maurice", "michel", "nelson", "olympe", "paul", "philippe", "pierre", "raymond"),
    *("rene", "robert", "roger", "romain", "rosa", "simone", "theophile", "victor", "vincent", "yves"),
}


def shortened(word: str) -> str | None:
    """The short form of one plain lower case word: empty for an article, None where there is no shorter one."""
    if word in _ARTICLES:
        return ""
    if word in _FIRST_NAMES:
        return word[0]
    return _WAYS.get(word) or _TITLES.get(word)
