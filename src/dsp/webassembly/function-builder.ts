import { type Code, list, name, unsigned } from './encoding.js';
import { Local, type Operand, VALUE_TYPES, type ValueType } from './instructions.js';

const LOOP = 0x03;
const NO_RESULT = 0x40;
const BRANCH_IF = 0x0d;
const END = 0x0b;

/** Collects the code of one exported function. */
export class FunctionBuilder<Parameter extends string = string> {
  /** By name, in the order in which callers pass them. All are i32: byte addresses and counts. */
  readonly parameters: Readonly<Record<Parameter, Local>>;
  private readonly locals: Local[] = [];
  private readonly code: Code[] = [];

  constructor(
    private readonly exportName: string,
    private readonly parameterNames: readonly Parameter[],
    private readonly result?: ValueType,
  ) {
    const entries = parameterNames.map((parameter, index) => [parameter, new Local(index, 'i32')] as const);
    this.parameters = Object.fromEntries(entries) as Record<Parameter, Local>;
  }

  /** A new variable, 0 at first or with the given value. */
  local(type: ValueType, value?: Operand): Local {
    const local = new Local(this.parameterNames.length + this.locals.length, type);
    this.locals.push(local);
    if (value !== undefined) this.emit(local.set(value));
    return local;
  }

  /** A new vector with a value, for an expression that is used more than once. */
  vector(value: Operand): Local {
    return this.local('v128', value);
  }

  emit(...code: readonly Code[]): void {
    this.code.push(...code);
  }

  /** Runs what `body` emits at least once, and again while its result (a condition) is not 0. */
  repeatWhile(body: () => Code): void {
    this.emit([LOOP, NO_RESULT]);
    const condition = body();
    this.emit(condition, [BRANCH_IF, 0, END]);
  }

  type(): Code {
    const results = this.result === undefined ? [] : [[VALUE_TYPES[this.result]]];
    return [0x60, list(this.parameterNames.map(() => [VALUE_TYPES.i32])), list(results)];
  }

  export(index: number): Code {
    return [name(this.exportName), 0, ...unsigned(index)];
  }

  body(): Code {
    return [list(this.locals.map(({ type }) => [1, VALUE_TYPES[type]])), this.code, END];
  }
}
