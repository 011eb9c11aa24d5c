"""What a convention gives to take away."""
