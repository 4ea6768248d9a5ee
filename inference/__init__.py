"""From the bytes of a frame to a reading, without torch. It knows nothing of users, lessons or storage."""
