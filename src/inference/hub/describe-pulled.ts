import type { CatalogueEntry } from '../catalogue/catalogue-entry.js';
import type { NewModelManifest } from '../model-manifest.js';
import type { PullPlan } from './plan-pull.js';

const VERSION_DIGITS = 12;
export const UNSTATED_LICENCE = 'not stated by its authors';

/** What `model.json` says of a model that was fetched: the catalogue's words, and the commit that its files are of. */
export function describePulled(entry: CatalogueEntry, { revision, files }: PullPlan): NewModelManifest {
  const { name, task, title, repository, licence, languages, dtype, settings, data, limits, figures } = entry;
  return {
    name,
    task,
    version: revision.slice(0, VERSION_DIGITS),
    source: 'hub',
    licence: licence ?? UNSTATED_LICENCE,
    description: `${title}. Weights as ${dtype}; languages: ${languages.join(', ')}.`,
    settings,
    origin: { repository, revision },
    card: {
      data,
      split: 'See the sources of the figures.',
      figures: figures.map(({ source, ...figure }) => ({ ...figure, data: `${figure.data} (${source})` })),
      lineage: {
        base: null,
        dataSha256: null,
        settings: { repository, revision, files: Object.fromEntries(files.map((file) => [file.local, file.remote])) },
      },
      limits,
    },
  };
}
