/** Something that this process needs in order to serve. */
export interface ReadinessCheck {
  readonly name: string;
  /** Resolves with figures worth showing. @throws with the reason when it cannot be used */
  check(): Promise<Readonly<Record<string, number>>>;
}
