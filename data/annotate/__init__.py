"""Suggestions for a text: names, figures, speech, topics."""
