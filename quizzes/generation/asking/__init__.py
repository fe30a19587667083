"""Stems and options: turning a statement into a question, putting options together."""
