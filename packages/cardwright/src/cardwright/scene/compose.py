"""Deck × theme × format → scene: blocks describe themselves, this says what they are made of."""
