"""`make scan`: what is ours and what we lean on is looked through. Fails when it has looked at nothing."""
