"""What every corrected operation stands on, and no noun: calls, records, pages, what the API's model says."""
