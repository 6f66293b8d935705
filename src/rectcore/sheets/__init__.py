"""Workbooks and CSV files in, ledgers out; ledgers and reports in, workbooks out (extra `excel`)."""
