"""The plain evaluator: slow, obvious, and the specification of every other one."""
