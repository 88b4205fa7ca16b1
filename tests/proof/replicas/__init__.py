"""Several processes on one database, of which some die and some freeze."""
