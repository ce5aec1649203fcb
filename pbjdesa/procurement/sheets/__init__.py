"""Papers of a purchase that people make beside its steps: what the records fill in of each."""
