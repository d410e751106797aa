"""Names that no table knows."""
