"""The student's pages, one module for each errand."""
