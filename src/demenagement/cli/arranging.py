"""`watch --install`: what will wake the watch is shown, then written; `--uninstall` takes it away."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from demenagement.bootstrap import Product
from demenagement.cli.printing import confirm, print_json, tell, words

if TYPE_CHECKING:
    from argparse import Namespace

_CARRIED = ("DEMENAGEMENT_CONFIG", "DEMENAGEMENT_SANDBOX", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
"""What of the environment decides where things lie and whether they are real; never a secret."""


def arrange(arguments: Namespace) -> int:
    """Install or take away what wakes the watch; 1 when the person says no."""
    product, say = Product.of(arguments), words(arguments)
    command = [sys.executable, "-P", "-m", "demenagement", "watch", "--notify"]
    command += ["--lang", arguments.lang, "--home", str(product.home.absolute())]
    carried = {name: value for name in _CARRIED if (value := os.environ.get(name))}
    arranged = product.arrangement(command, carried, arguments.every, say("waking.title"))
    shown = {str(path): text for path, text in arranged.files.items()}
    told: dict[str, object] = {"version": 1, "kind": arranged.kind, "files": shown, "line": arranged.line}
    if arguments.uninstall:
        removed = [str(path) for path in product.stop_waking(arranged)]
        if arguments.json:
            print_json({**told, "removed": removed})
        for path in removed:
            tell(say("waking.removed", path=path))
        if not removed:
            tell(say("waking.nothing-there" if arranged.files else "waking.take-the-line-out"))
        return 0
    if not arranged.files:
        if arguments.json:
            print_json(told)
        else:
            tell(say("waking.cron"))
            sys.stdout.write(f"{arranged.line}\n")
        return 0
    stood = arranged.stands
    if not stood and not _agreed(arguments, shown):
        return 1
    product.start_waking(arranged)
    if arguments.json:
        print_json({**told, "stood": stood})
    tell(say("waking.stood" if stood else "waking.installed", hours=arguments.every))
    return 0


def _agreed(arguments: Namespace, shown: dict[str, str]) -> bool:
    """Show each file before it is written, and ask."""
    say = words(arguments)
    put = sys.stderr if arguments.json else sys.stdout
    for path, text in shown.items():
        put.write(f"{say('waking.writes', path=path)}\n\n{text}\n")
    put.flush()
    return bool(arguments.yes) or confirm(say("waking.confirm"))
