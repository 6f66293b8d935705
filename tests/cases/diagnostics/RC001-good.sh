rectcore check siping-2023
