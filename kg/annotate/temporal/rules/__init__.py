"""The grammar of time: absolute dates, relative ones, and longer units of the calendar."""
