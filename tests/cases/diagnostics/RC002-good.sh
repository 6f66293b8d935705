rectcore check pack/rules
