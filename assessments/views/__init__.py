"""The pages of an assessment, one module a topic."""
