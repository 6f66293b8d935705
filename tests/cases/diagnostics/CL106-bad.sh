rectcore evaluate ledger.json --rules my.rules --as-of 2223-10-31
