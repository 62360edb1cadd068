"""The messages that Cognito writes to people: their texts, what is put into them, how long they get."""
