"""The tables of the export for programs, as JSON."""
