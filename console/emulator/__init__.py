"""The embedded user pool service: moto with corrections, for the demo, the tests and the benches.

Nothing here is needed, or imported, when Lifeguard talks to AWS. It shows that the screens work, not that AWS
agrees: every correction follows what AWS documents and says so.
"""
