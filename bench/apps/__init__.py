"""Apps that Dalil is measured beside: an empty one, and its map drawn the stock way."""
