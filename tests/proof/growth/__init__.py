"""What everything costs as the history grows, told in statements: time is for bench/."""
