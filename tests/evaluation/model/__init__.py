"""What the program makes of a language model's answers, measured on recorded ones."""
