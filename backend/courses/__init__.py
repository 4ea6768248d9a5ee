"""Teaching and learning: courses, lessons, quizzes, grading, progress. It never sees expression data."""
