rectcore explain MONTHLY --rules siping-2023
