"""What can be said about rules without facts: which clause is where, what scenarios reach, what a change would do."""
