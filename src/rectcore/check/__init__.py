"""Tree to checked rulebook: names bound, types inferred, faults reported all at once."""
