"""Pure drawing: a shape in, blocks out. Who draws a form also reads it back."""
