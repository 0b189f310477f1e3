export interface SettingDescription {
  readonly name: string;
  readonly section: string;
  readonly description: string;
}

const settings: SettingDescription[] = [];

/** Describes an environment variable for `docs/configuration.md` and the start-up check. */
export function Setting(section: string, description: string): PropertyDecorator {
  return (_target, property) => {
    settings.push({ name: String(property), section, description });
  };
}

export const describedSettings = (): readonly SettingDescription[] => settings;
