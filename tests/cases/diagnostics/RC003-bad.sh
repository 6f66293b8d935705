rectcore check a.rules
