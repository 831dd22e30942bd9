"""What a language model is told: a Markdown file for each task, with its version and the schema of its answers."""
