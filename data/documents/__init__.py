"""Added documents: reading, reviewing, storing, handing over."""
