rectcore test wrong --mutate
