rectcore explain D --rules my.rules
