"""The story in this session: which is told and at which step, the reader's own, and its editor."""
