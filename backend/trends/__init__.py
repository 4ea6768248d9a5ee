"""Trends of groups over minutes, hours and days, reports for tutors, and how the server fares."""
