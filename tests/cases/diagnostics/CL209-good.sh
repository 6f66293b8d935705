rectcore test right --mutate
