"""What people, the clock and Outlook do: one function, one act, one transaction."""
