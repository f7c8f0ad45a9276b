"""Time and work on the side, once for threads and once for asyncio: all in which the two clients differ by hand.

A program of one kind never loads the other.
"""
