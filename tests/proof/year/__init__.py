"""A simulated year: the real bot, a clock that is moved by hand, everybody's hands, and all that can go wrong between them."""
