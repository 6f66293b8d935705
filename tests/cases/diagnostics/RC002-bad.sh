rectcore check pack
