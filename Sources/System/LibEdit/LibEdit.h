// Empty: the door beside this declares what it uses. The module exists to name the package that holds the library.
