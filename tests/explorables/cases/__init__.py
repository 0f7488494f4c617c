"""What nnlib says that the functions behind the interactive figures should return, one module for each of theirs."""
