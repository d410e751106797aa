"""The story: its steps, its slides, and what is checked before one presents."""
