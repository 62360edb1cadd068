"""The look of a pool's sign-in pages: CSS and a logo of the classic ones, styles of managed login."""
