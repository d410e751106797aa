"""The points of the map: what each is, and what it means under a lens or between two documents."""
