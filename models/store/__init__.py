"""The only SQL: one file per group of tables; returns rows or small frozen values."""
