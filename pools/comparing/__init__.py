"""Two pools, or a pool and a file, side by side: what differs, what cannot but differ, what can be taken over."""
