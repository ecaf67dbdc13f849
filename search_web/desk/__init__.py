"""The librarian's desk: what is sent, checked, corrected and put away. All of it is for librarians alone."""
