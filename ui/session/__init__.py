"""The one stateful room: what a session has chosen, the URL, live parts, widgets, picks, the review desk, the
story editor."""
