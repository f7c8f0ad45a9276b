"""Webhooks: events told to whoever asked for them, after the Standard Webhooks specification 1.0.

An event is a row, written in the transaction that makes it true; `sender`
takes the rows that are due to their receivers until each has arrived or has
been tried for three days. Every event arrives at least once, and under the
same id each time.
"""
