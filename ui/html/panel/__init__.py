"""The panel beside the map: the card of the focus, and its passages."""
