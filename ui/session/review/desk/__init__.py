"""The desk at which a person reviews a document: what lies on it, the acts, how they are written and undone.

An act is a small function: a callback under `guarded_act` that says as edits what it changes, and hands that
to `write.write_act`."""
