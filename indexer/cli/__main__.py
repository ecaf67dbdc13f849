"""`python -m indexer.cli` is `tracuu`."""

from indexer.cli import main

main()
