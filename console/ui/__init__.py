"""What every page is made of: the shell, the components, the form renderer and the pages of errors."""
