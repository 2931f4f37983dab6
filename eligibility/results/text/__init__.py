"""Results in words: conditions, facts, limits, what would settle an unknown; a patient, a criterion, a screening."""
