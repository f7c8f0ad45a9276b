"""`python -m cardwright` is the `cardwright` command."""

from cardwright.main import main

if __name__ == "__main__":
    main()
