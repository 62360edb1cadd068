"""What the seeded world is made of: its pools, the people with a story, and the crowd around them."""
