rectcore evaluate ledger.json --rules my.rules --as-of 2023-03-01
