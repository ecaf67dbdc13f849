"""Speed, size and memory of the engines, side by side on the same passages and lines."""
