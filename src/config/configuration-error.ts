/** The server cannot start as it is set up; the message says which setting to change. Base of everything that is shown without a stack. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}
