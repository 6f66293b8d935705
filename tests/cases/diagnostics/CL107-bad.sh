rectcore forecast ledger.json --rules my.rules --as-of 2023-10-31 --until 2023-10-01
