import { Command } from 'commander';
import { join } from 'node:path';
import { NotFoundError } from '../../../common/errors/errors.js';
import { commandLine } from '../../../config/command-line.js';
import type { CatalogueEntry } from '../../../inference/catalogue/catalogue-entry.js';
import { CATALOGUE, DEFAULT_MODELS, findCatalogueEntry } from '../../../inference/catalogue/catalogue.js';
import { hubSettings } from '../../../inference/hub/hub-settings.js';
import { pullModel } from '../../../inference/hub/pull-model.js';
import { normaliseModelName } from '../../../models/model-names.js';
import { interruptible } from '../../interruptible.js';
import { addShelfOptions, type ShelfOptions, shelfEnvironment } from '../../models/model-shelf.js';
import { pullProgress } from '../../output/pull-progress.js';
import { megabytes } from '../../output/text-table.js';

interface PullCommandOptions extends ShelfOptions {
  readonly force?: boolean;
  readonly json?: boolean;
}

export function pullCommand(): Command {
  const command = new Command('pull')
    .description('Fetches models and installs them for everybody on the server.')
    .argument('[names...]', `names of "models list"; default: ${DEFAULT_MODELS.join(' and ')}`)
    .option('--force', 'fetch them although they are installed')
    .option('--json', 'print the manifests of the models as JSON; no progress');
  return addShelfOptions(command)
    .action(pull)
    .addHelpText(
      'after',
      `
Each file is checked by its checksum, and the commit that it is of is written down. When this is interrupted, run it again:
it goes on where it was. MODEL_HUB_URL names a mirror, MODEL_HUB_TOKEN a token; HTTPS_PROXY and NO_PROXY are honoured.

Examples:
  ${commandLine('models pull')}
  ${commandLine('models pull whisper-small --data-dir /var/lib/earshot')}
  MODEL_HUB_URL=https://mirror.example ${commandLine('models pull whisper-tiny')}`,
    );
}

async function pull(names: readonly string[], options: PullCommandOptions): Promise<void> {
  const entries = (names.length === 0 ? DEFAULT_MODELS : names).map(findEntry);
  const hub = hubSettings(shelfEnvironment(options));
  const manifests: object[] = [];
  await interruptible(async (signal) => {
    for (const entry of entries) {
      const progress = pullProgress(entry.name, options.json === true);
      try {
        const { manifest, wasInstalled } = await pullModel(entry, {
          hub,
          signal,
          force: options.force,
          onProgress: (news) => progress.show(news),
          onRetry: (news) => progress.retry(news),
        });
        progress.end();
        manifests.push(manifest);
        const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
        const place = join(hub.directory, entry.task, entry.name);
        const what = `${entry.name} ${manifest.version} (${megabytes(bytes)})`;
        if (options.json !== true)
          process.stdout.write(`${what} ${wasInstalled ? 'is installed already' : 'is installed'} in ${place}\n`);
      } finally {
        progress.end();
      }
    }
  }, 'What was fetched is kept: run the command again to go on.');
  if (options.json === true) process.stdout.write(`${JSON.stringify(manifests, null, 2)}\n`);
}

/** @throws NotFoundError listing the names that there are */
function findEntry(name: string): CatalogueEntry {
  const entry = findCatalogueEntry(normaliseModelName(name));
  if (entry !== undefined) return entry;
  throw new NotFoundError(`The model "${name}" (to be had: ${CATALOGUE.map((each) => each.name).join(', ')})`);
}
