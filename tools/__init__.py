"""What `make` runs to set up and check the workshop. No part of the product: nothing here is imported by it."""
