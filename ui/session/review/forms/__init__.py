"""The forms of the review desk: what selected words are, what a mark says, a new place or actor."""
