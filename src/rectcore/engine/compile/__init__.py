"""The fast evaluator: conditions as Python functions, held equal to `engine.reference` by the tests."""
