rectcore check my.rules --as-of 2026-06-01
