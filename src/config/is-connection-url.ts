import { ValidateBy, buildMessage } from 'class-validator';

/** A URL with a host and one of `protocols`, as database and queue clients take it. */
export function IsConnectionUrl(protocols: readonly string[]): PropertyDecorator {
  return ValidateBy({
    name: 'isConnectionUrl',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        URL.canParse(value) &&
        protocols.includes(new URL(value).protocol.slice(0, -1)) &&
        new URL(value).hostname !== '',
      defaultMessage: buildMessage(
        (each) => `${each}$property must be a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
      ),
    },
  });
}
