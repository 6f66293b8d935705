rectcore check my.rules
