"""The grader of *Gradients by Hand*: checks that prove something, and reasons beside every point."""
