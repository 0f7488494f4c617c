"""A class as a whole: what the gradebook holds, what may be told of it, the report and the exports."""
