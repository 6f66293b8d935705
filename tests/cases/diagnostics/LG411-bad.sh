rectcore import tasks.csv -o ledger.json
