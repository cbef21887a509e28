"""For whoever writes a provider: `providers new` makes a folder to fill in, `providers record` its drafts."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement import locations
from demenagement.cli.cases import recorded_now
from demenagement.cli.exporting import write_whole
from demenagement.cli.printing import print_json, tell, words
from demenagement.cli.scaffold import scaffold
from demenagement.domain.company import spelling
from demenagement.errors import FilesInvalid, NotAllowed, NotFound, StorageFailed

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.bootstrap import Product
    from demenagement.domain.recorded import Recorded
    from demenagement.errors import Problem

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new(product: Product, arguments: Namespace) -> int:
    """Make the folder of a provider, with a blank wherever somebody has to look something up.

    Raises NotAllowed for a slug that is taken or no slug, and where there is no tree and no folder was named;
    StorageFailed.
    """
    say, slug = words(arguments), arguments.slug or ""
    if not _SLUG.fullmatch(slug):
        raise NotAllowed("no-slug", slug=slug)
    if not arguments.into and locations.checkout("providers") is None:
        raise NotAllowed("no-tree", slug=slug)
    root = Path(arguments.into) if arguments.into else product.provider_folder(slug).parent
    folder = root / slug.replace("-", "_")
    if slug in product.manifests or folder.exists():
        raise NotAllowed("slug-taken", slug=slug)
    files = {folder / name: text for name, text in scaffold(slug, arguments, say).items()}
    tests, module = root.parent / "tests" / "providers", f"test_{folder.name}.py"
    if not arguments.into and tests.is_dir():
        # Beside the others in a checkout; anywhere else it stands with its provider, where pytest finds it.
        files[tests / module] = files.pop(folder / module)
    for path, text in files.items():
        _make(path.parent)
        write_whole(path, text.encode())
    served = product.companies.get(spelling(arguments.name or slug)) or product.companies.get(spelling(slug))
    if served is not None:
        tell(say("kit.served", name=served.name, kinds=", ".join(served.kinds)))
    if arguments.json:
        print_json({"version": 1, "files": [str(path) for path in files]})
        return 0
    sys.stdout.write("".join(f"{path}\n" for path in files))
    tell(say("kit.next", slug=slug))
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StorageFailed(str(folder), "denied") from None


def record(product: Product, arguments: Namespace) -> int:
    """Write the drafts of a provider's cases as they are now into its cases.toml, for a person to read.

    Raises NotFound, and FilesInvalid with every case that can't be drafted; the others are written.
    """
    say, slug = words(arguments), arguments.slug or ""
    if slug not in product.manifests:
        mine = [each for each in product.provider_problems() if Path(each.file).parent == product.provider_folder(slug)]
        if mine:
            raise FilesInvalid(tuple(mine))
        raise NotFound("provider", slug, tuple(difflib.get_close_matches(slug, product.manifests, n=1)))
    cases = product.cases(slug)
    if not cases:
        raise NotAllowed("no-cases", slug=slug)
    drafts: list[Recorded | None] = []
    problems: list[Problem] = []
    for number, case in enumerate(cases, 1):
        try:
            drafts.append(recorded_now(product, slug, case, number))
        except FilesInvalid as fault:
            drafts.append(None)
            problems += fault.problems
    path, text = product.recorded(slug, drafts)
    write_whole(path, text.encode())
    changed = sum(draft is not None and draft != case.draft for draft, case in zip(drafts, cases, strict=True))
    if arguments.json:
        print_json({"version": 1, "file": str(path), "cases": len(cases), "changed": changed})
    else:
        tell(say("kit.recorded", file=path, count=len(cases), changed=changed))
    if problems:
        raise FilesInvalid(tuple(problems))
    return 0
