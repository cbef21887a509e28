"""`python -m demenagement` and the console script: hands over to the command line."""

from demenagement.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
