"""Numbers as texts write them: digits of all scripts, number words, scales."""
