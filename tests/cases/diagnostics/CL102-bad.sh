rectcore may closure T-11 ledger.json --rules my.rules --as-of 2023-10-31
