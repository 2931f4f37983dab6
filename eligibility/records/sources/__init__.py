"""Where records come from: tables of one row per patient, or of one row per result or event."""
