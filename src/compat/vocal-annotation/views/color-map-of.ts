const COLOR_MAPS = ['viridis', 'plasma', 'inferno', 'magma', 'cividis', 'gray'] as const;
export type ClientColorMap = (typeof COLOR_MAPS)[number];

/** The client's colour map, or the default for a name that it does not have. */
export const colorMapOf = (name: string | null | undefined): ClientColorMap =>
  COLOR_MAPS.find((known) => known === name) ?? 'inferno';
