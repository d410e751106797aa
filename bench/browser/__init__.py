"""Visits in a browser: what is done in them, step by step, and what each step takes."""
