"""Safe save: the one way in which something that Cognito replaces as a whole is changed.

Read fresh, compare with what the operator saw, show what will change, send everything, read back, say what came of
it, keep before and after. Pools use it; so does everything else whose update resets what it leaves out.
"""
