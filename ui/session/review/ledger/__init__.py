"""The ledger at the review desk: the statements of a document, the one that is looked at, and its forms."""
