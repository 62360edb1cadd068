"""Lifeguard: a web console that watches over Amazon Cognito user pools and the people in them."""

__version__ = "0.1.0"
