rectcore explain DEMO/D/Task:T-01 --rules my.rules
