"""The agreement as pure functions of plain values: no clock, no log, no store, standard library only."""
