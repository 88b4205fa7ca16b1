"""What is true: rules, tables and the only SQL. Imports nothing else of ours."""
