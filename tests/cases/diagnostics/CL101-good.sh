rectcore may closure T-01 ledger.json --rules my.rules --as-of 2023-10-31
