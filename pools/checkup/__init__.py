"""The check-up: what somebody who knows Cognito well would say about a pool's settings.

`checks` says what a rule is, `rules/` holds them all as data, `examination` runs them over what was read,
`acceptances` keeps what was decided about their findings, `fixes` knows where each setting is changed.
"""
