"""What is computed from measurements, how units are spelt, and what can be taken for a measurement. Pure."""
