"""Pages: of the holder who invites, and of those who answer."""
