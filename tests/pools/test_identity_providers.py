"""Identity providers: listed, read without secrets, made, changed safely, deleted."""
