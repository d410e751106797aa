"""How geo/files is made, by hand, from pinned packages."""
