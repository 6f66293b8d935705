rectcore check my.rules --texts
