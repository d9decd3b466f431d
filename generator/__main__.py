"""`python -m generator` is `jixiao`."""

from generator.cli import main

if __name__ == "__main__":
    main()
