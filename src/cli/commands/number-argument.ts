import { InvalidArgumentError } from 'commander';

/** Reads a number of a command line; "" stands for nothing, as scripts pass it on. */
export function numberArgument(least: number, most = Infinity): (text: string) => number | undefined {
  return (text) => {
    if (text === '') return undefined;
    const number = Number(text);
    if (Number.isFinite(number) && number >= least && number <= most) return number;
    const range = most === Infinity ? `of ${least} or more` : `of ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a number ${range}.`);
  };
}
