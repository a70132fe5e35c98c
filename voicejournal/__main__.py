"""`python -m voicejournal` is the command line."""

from voicejournal.cli import main

if __name__ == "__main__":
    main()
