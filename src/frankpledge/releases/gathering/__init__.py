"""What each room has for the site, read and worked out once: a module a room, by its subject."""
