"""Charts as figures: what they show, in which words, with which alternative text."""
