public import UserFiles

/// What is wrong with a theme file, and where.
public typealias ThemeError = FileFault
