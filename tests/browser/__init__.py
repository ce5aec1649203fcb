"""The product in a real browser: journeys of villagers, and the measured gates."""
