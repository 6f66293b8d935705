rectcore explain MONTLY --rules siping-2023
