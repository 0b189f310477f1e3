import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { JobKind, JobProcessor } from '../job-context.js';
import { PROCESSES_KIND } from '../processes.decorator.js';
import { JobKindRegistration } from './job-kind-registration.js';

/** A kind that can be run: its description, its processor and its limits. */
export interface RegisteredKind extends Required<JobKind> {
  readonly processor: JobProcessor;
}

/** Boot stops on this: the modules do not fit together. */
export class JobRegistryError extends Error {
  constructor(problems: readonly string[]) {
    super(`The job kinds are not set up correctly:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'JobRegistryError';
  }
}

const DEFAULTS = {
  timeoutSeconds: 3600,
  maxAttempts: 3,
  usesModel: false,
  modelTask: null,
  isInternal: false,
  perProcess: Infinity,
  handoverSeconds: 0,
} as const;
const KIND = /^[a-z][a-z0-9.-]{0,63}$/;

/** Every kind of job, put together from what the feature modules register. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  private found?: ReadonlyMap<string, RegisteredKind>;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  get kinds(): readonly RegisteredKind[] {
    return [...this.all().values()];
  }

  get names(): string[] {
    return [...this.all().keys()];
  }

  find(kind: string): RegisteredKind | undefined {
    return this.all().get(kind);
  }

  /** @throws JobRegistryError when a kind is registered twice or does not have exactly one processor */
  onModuleInit(): void {
    this.all();
  }

  private all(): ReadonlyMap<string, RegisteredKind> {
    return (this.found ??= this.discover());
  }

  private discover(): ReadonlyMap<string, RegisteredKind> {
    const registrations: JobKind[] = [];
    const processors: { kind: string; name: string; processor: JobProcessor }[] = [];
    for (const { instance, metatype, name } of this.discovery.getProviders()) {
      if (instance instanceof JobKindRegistration) registrations.push(instance.kind);
      const kind = metatype ? this.reflector.get<string | undefined>(PROCESSES_KIND, metatype) : undefined;
      if (kind !== undefined) processors.push({ kind, name: String(name), processor: instance as JobProcessor });
    }
    return assemble(registrations, processors);
  }
}

/** @throws JobRegistryError listing everything that is wrong */
export function assemble(
  registrations: readonly JobKind[],
  processors: readonly { readonly kind: string; readonly name: string; readonly processor: JobProcessor }[],
): ReadonlyMap<string, RegisteredKind> {
  const problems: string[] = [];
  const kinds = new Map<string, RegisteredKind>();
  for (const registration of registrations) {
    const { kind } = registration;
    const own = processors.filter((processor) => processor.kind === kind);
    if (!KIND.test(kind)) problems.push(`"${kind}" is not a valid name: lower-case letters, digits, dots and hyphens`);
    if (kinds.has(kind)) problems.push(`Kind "${kind}" is registered twice`);
    if (own.length === 0)
      problems.push(`Kind "${kind}" has no processor: decorate one provider with @Processes('${kind}')`);
    if (own.length > 1) {
      problems.push(
        `Kind "${kind}" has ${own.length} processors (${own.map(({ name }) => name).join(', ')}): keep one`,
      );
    }
    kinds.set(kind, { ...DEFAULTS, ...registration, processor: own[0]?.processor });
  }
  for (const { kind, name } of processors) {
    if (!kinds.has(kind))
      problems.push(`${name} processes "${kind}", which no module registers: add JobsModule.forKind`);
  }
  if (problems.length > 0) throw new JobRegistryError(problems);
  return kinds;
}
