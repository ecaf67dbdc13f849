"""Makes the files of the sample corpus from the sources beside this package."""
