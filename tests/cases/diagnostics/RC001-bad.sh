rectcore check sipping-2023
