"""`python -m data COMMAND`: the data and the store from the command line; `python -m data COMMAND --help`
says more."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from data.commands import add, annotate, check, codebook, dossier, patch

MODULES = (check, add, annotate, dossier, patch, codebook)
COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    module.__name__.rpartition(".")[2]: module.main for module in MODULES
}


def usage() -> str:
    """What the commands do, a line each."""
    return "\n".join(f"  {str(module.__doc__).splitlines()[0].replace('`', '')}" for module in MODULES)


def main(arguments: list[str]) -> int:
    """Run the command named first; 2, with all commands named, where there is none of that name."""
    if arguments and arguments[0] in COMMANDS:
        return COMMANDS[arguments[0]](arguments[1:])
    help_wanted = bool(arguments) and arguments[0] in ("-h", "--help")
    print(f"python -m data COMMAND …\n{usage()}", file=sys.stdout if help_wanted else sys.stderr)
    return 0 if help_wanted else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
