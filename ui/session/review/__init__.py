"""The review desk in this session: adding documents, deciding about marks, what is said of the last act."""
