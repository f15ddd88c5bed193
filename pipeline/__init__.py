"""rapporteur: from advocacy texts to structured records, wholly on the user's own machine."""
