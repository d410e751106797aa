"""Dates in Arabic and English: how they are written, what day, month or year they mean."""
