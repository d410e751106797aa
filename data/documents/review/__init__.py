"""The review of an added document: suggested marks, what a person decides about them, what comes of it."""
