rectcore import tasks.csv -o ledger.json --opened 2023-04-03
