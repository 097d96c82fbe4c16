"""What the invented county of examples/tarnshire is made of: answers, payments and figures."""
