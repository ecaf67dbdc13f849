"""What the worker does, beside the web server: takes in what was sent, lets the index follow, recognises scans."""
