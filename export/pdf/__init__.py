"""A handout."""
