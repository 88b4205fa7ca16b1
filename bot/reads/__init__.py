"""What a person may see: fresh reads into frozen shapes. Nothing here writes."""
