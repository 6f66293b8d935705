rectcore check utf8.rules
