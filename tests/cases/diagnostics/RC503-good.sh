rectcore check my.rules --as-of 2024-01-01
