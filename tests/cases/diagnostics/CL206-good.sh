rectcore fmt my.rules -o out
