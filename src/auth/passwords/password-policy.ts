/** Long enough to resist guessing, short enough that nobody makes the server hash a book. Passphrases are welcome. */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
