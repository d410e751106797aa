"""Sentences that say what aid records and actors come to."""
