"""A class as a whole: its gradebook is written and read, feedback, the report and the exports are made."""
