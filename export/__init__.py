"""What leaves the house: files made from a view, each saying what was chosen, as of when, from which data,
and whose it is."""
