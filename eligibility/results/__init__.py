"""What an engine answers, and how it is shown: verdicts and outcomes, as text, as JSON, as tables."""
