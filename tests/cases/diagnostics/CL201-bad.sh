rectcore check
