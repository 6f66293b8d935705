"""A policy and a ledger held together from day to day, judged only where something can have changed."""
