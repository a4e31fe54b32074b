"""The month once more: slow, plain, and written from agents/ODD.md alone."""
