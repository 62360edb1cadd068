"""Why somebody cannot sign in: what a colleague who knows Cognito well would look at, and say.

`cases` is what was read of one person, `checks` says what a rule is, `rules/` holds them all as data,
`examination` runs them, `remedies` knows what would help, `reading` reads in three steps: what the page has
read anyway, a little more, and what is looked at closer on request. `page` is what the page shows of it,
`tickets` the same as text without personal data.
"""
