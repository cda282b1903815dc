"""``Doc`` and statements → lasting relations between two mentions of a sentence, by patterns of text and parse."""
