"""The ledger of one's own documents: statements in them and the evidence on these, as a person writes
them."""
