"""What the demonstration is filled with: invented people, real lessons."""
