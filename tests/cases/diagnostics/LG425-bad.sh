rectcore import wrong.csv -o ledger.json --opened 2023-04-03 --recorded 2023-06-05
