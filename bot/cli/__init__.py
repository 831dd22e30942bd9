"""The command line, a file for each command that does more than ask and print."""
