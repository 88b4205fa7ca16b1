"""What is true: the rules, the tables and the only SQL. Imports nothing else of ours."""
