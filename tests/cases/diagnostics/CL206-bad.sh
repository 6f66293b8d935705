rectcore fmt my.rules -o ledger.json
