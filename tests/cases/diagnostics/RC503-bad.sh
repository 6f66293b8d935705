rectcore check my.rules --as-of 2024-06-01
