"""Makes the file of communes that ships with the product: `make communes`, or `python tools/gazetteer.py`.

Needs npm, for the package below; the product itself never needs this script. The same package gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from demenagement.domain.communes import name_key
from demenagement.gateways.gazetteer import ENCODING, FILE, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
EDITION = 2026  # of the Code officiel géographique, as the package's own table has it for that version
DIGEST = "XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="
"""SHA-512 of the package, in base 64: another content under the same version is refused."""

HEAD = """\
# Communes de France : noms, codes Insee, codes postaux, noms et codes d'avant les fusions, départements.
# Données : Insee (code officiel géographique {edition}, populations légales) et La Poste (base officielle des codes
# postaux), sous Licence Ouverte, réunies par Etalab dans {package} {version}
# (licence MIT, copyright 2018-2019 Etalab). Fait par tools/gazetteer.py ; texte Windows-1252.
# De la commune la plus peuplée à la moins peuplée, une ligne par nom :
#   nom@code;,code postal…=ancien code…     la commune d'aujourd'hui
#   nom@code                                un nom d'avant, ou un arrondissement, de cette commune
#   autre graphie@code~nom                  le même nom, tel qu'on peut l'écrire
# %code nom : un département.
"""

Row = dict[str, Any]


def fetch(folder: Path) -> tuple[list[Row], list[Row]]:
    """The communes and the départements of the package, through npm. Exits when it is not the package we know."""
    command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (tarball,) = folder.glob("*.tgz")
    if base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode() != DIGEST:
        sys.exit(f"{PACKAGE}@{VERSION}: not the content that this script was written for")
    with tarfile.open(tarball) as archive:
        communes, departments = (
            json.loads(archive.extractfile(f"package/data/{name}.json").read())  # type: ignore[union-attr] # both are files
            for name in ("communes", "departements")
        )
    return communes, departments


def lines(communes: Iterable[Row], departments: Iterable[Row]) -> Iterator[str]:
    """Every line of the file below its head."""
    communes = list(communes)
    for department in departments:
        yield f"%{department['code']} {department['nom']}"
    today = {row["code"]: row for row in communes if row["type"] == "commune-actuelle"}
    doubtful = set(disputed(communes))
    merged = defaultdict(list)
    for row in communes:
        if row["type"] != "commune-actuelle" and row["code"] not in doubtful:
            merged[row.get("chefLieu") or row["commune"]].append(row)
    for row in sorted(today.values(), key=lambda row: (-row.get("population", 0), row["code"])):
        postcodes = "".join(f",{postcode}" for postcode in row.get("codesPostaux", ()))
        codes = "".join(f"={code}" for code in row.get("anciensCodes", ()) if code not in doubtful)
        yield f"{row['nom']}@{row['code']};{postcodes}{codes}"
        yield from spellings(row["nom"], row)
        for old in sorted(merged[row["code"]], key=lambda old: str(old["code"])):
            if name_key(old["nom"]) != name_key(row["nom"]):
                yield f"{old['nom']}@{row['code']}"
                yield from spellings(old["nom"], row)


def spellings(name: str, today: Row) -> Iterator[str]:
    """The other ways to write a name: where folding letter by letter is not enough, and arrondissements by number."""
    if name_key(name) != plain(name):
        yield f"{name_key(name)}@{today['code']}~{name}"
    town, _, rest = name.partition(" ")
    if rest.endswith(" Arrondissement"):
        number = "".join(mark for mark in rest if mark.isdigit())
        forms = {rest.removesuffix(" Arrondissement"), number, f"{number}eme", f"{int(number):02}"}
        yield from (f"{town} {form}@{today['code']}~{name}" for form in sorted(forms))


def disputed(communes: Iterable[Row]) -> Iterator[str]:
    """The codes of merged communes that the package gives to two communes of today: nobody can say which is right."""
    communes = list(communes)
    owners = {code: row["code"] for row in communes for code in row.get("anciensCodes", ())}
    for row in communes:
        if row["type"] != "commune-actuelle" and owners.get(row["code"], row.get("chefLieu")) != row.get("chefLieu"):
            yield row["code"]


def plain(name: str) -> str:
    """The name as the product folds it, letter by letter."""
    return folded(name.encode(ENCODING)).decode(ENCODING)


def written(communes: Iterable[Row], departments: Iterable[Row]) -> bytes:
    """The whole file, compressed; no date and no name inside, so that the same rows give the same bytes."""
    head = HEAD.format(package=PACKAGE, version=VERSION, edition=EDITION)
    text = head + "".join(f"{line}\n" for line in lines(communes, departments))
    content = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=content, mtime=0) as stream:
        stream.write(text.encode(ENCODING))
    return content.getvalue()


def main() -> None:
    """Fetch, write, and tell."""
    with TemporaryDirectory() as folder:
        communes, departments = fetch(Path(folder))
    content = written(communes, departments)
    FILE.write_bytes(content)
    left = ", ".join(sorted(disputed(communes))) or "none"
    sys.stdout.write(f"{FILE.name}: {len(content):,} bytes; merged communes left out because disputed: {left}\n")


if __name__ == "__main__":
    main()
