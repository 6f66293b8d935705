rectcore check gbk.rules
