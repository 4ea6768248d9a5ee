"""What is kept of a live session, merged in memory and written once a second."""
