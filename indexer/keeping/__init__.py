"""Keeping a library safe: backups, and libraries made of them again.

A backup is a folder of its own under a name that tells its time. It holds the catalogue as it was at one moment, every
original that this catalogue names, the settings, and a manifest of them all with sizes and SHA-256. It has its name only
when all of that is verified.
"""
