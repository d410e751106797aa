"""A whole dossier as one file: every added document with its marks and decisions, and the places and
spellings that came with it.

`python -m data dossier save FILE` writes it, `python -m data dossier load FILE` adds it to this store. The
file is gzipped JSON Lines: a line that says what it is, then a line for each document. What is accepted is
worked out again from the marks, and rows are made again as the desk makes them, so that a file can say
nothing that a reviewer could not; documents that are there already stay as they are."""
