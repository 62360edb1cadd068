"""Who was invited and has not signed in: read, judged, counted, and invited again."""
