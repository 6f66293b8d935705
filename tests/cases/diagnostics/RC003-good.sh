rectcore check b.rules
