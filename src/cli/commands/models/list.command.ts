import { Command, Option } from 'commander';
import { type ApplicationError } from '../../../common/errors/application-error.js';
import { CATALOGUE, findCatalogueEntry } from '../../../inference/catalogue/catalogue.js';
import { rankModels } from '../../../inference/catalogue/ranking.js';
import { checkModelFiles } from '../../../inference/model-directory.js';
import { MODEL_TASKS, type ModelTask } from '../../../inference/model-manifest.js';
import type { InstalledModel } from '../../../models/installed/installed-models.js';
import {
  addShelfOptions,
  listInstalled,
  manifestOf,
  type ShelfOptions,
  shelfEnvironment,
} from '../../models/model-shelf.js';
import { megabytes, shortened, textTable } from '../../output/text-table.js';

/** Characters of a licence that the table shows. */
const MOST_LICENCE = 40;

interface ListOptions extends ShelfOptions {
  readonly task?: ModelTask;
  readonly installed?: boolean;
  readonly available?: boolean;
  readonly json?: boolean;
}

interface ListedModel {
  readonly name: string;
  readonly task: ModelTask;
  readonly status: 'installed' | 'damaged' | 'available';
  /** Whether it runs where a request of its task names none. */
  readonly isDefault: boolean;
  readonly source: InstalledModel['source'];
  readonly version: string | null;
  readonly licence: string | null;
  readonly languages: readonly string[];
  readonly sizeBytes: number | null;
  readonly fault: string | null;
}

export function listCommand(): Command {
  const command = new Command('list')
    .description(
      'Shows the models that are installed and those that can be fetched. Models that users trained are theirs: GET /v1/models lists them.',
    )
    .addOption(new Option('--task <task>', 'only models for this task').choices([...MODEL_TASKS]))
    .addOption(new Option('--installed', 'only what is installed').conflicts('available'))
    .option('--available', 'only what can be fetched')
    .option('--json', 'as JSON, with everything that is known');
  return addShelfOptions(command).action(list);
}

async function list(options: ListOptions): Promise<void> {
  const installed = await listInstalled(shelfEnvironment(options));
  const models = [
    ...(options.available === true ? [] : await describeInstalled(installed)),
    ...(options.installed === true ? [] : describeAvailable(installed)),
  ].filter(({ task }) => (options.task ?? task) === task);
  process.stdout.write(options.json === true ? `${JSON.stringify(models, null, 2)}\n` : toText(models));
}

async function describeInstalled(installed: readonly InstalledModel[]): Promise<ListedModel[]> {
  const listed: ListedModel[] = [];
  for (const task of MODEL_TASKS) {
    const ranked = rankModels(
      task,
      installed.filter((model) => model.task === task),
    );
    const best = ranked.find((model) => manifestOf(model) !== undefined);
    for (const model of ranked) listed.push(await describe(model, model === best));
  }
  return listed;
}

async function describe(model: InstalledModel, isDefault: boolean): Promise<ListedModel> {
  const { name, task, source, directory } = model;
  const manifest = manifestOf(model);
  const fault =
    manifest === undefined
      ? (model.manifest as ApplicationError).message
      : await checkModelFiles(directory, manifest).then(
          () => null,
          (error: Error) => error.message,
        );
  return {
    name,
    task,
    status: fault === null ? 'installed' : 'damaged',
    isDefault,
    source,
    version: manifest?.version ?? null,
    licence: manifest?.licence ?? null,
    languages: findCatalogueEntry(name)?.languages ?? [],
    sizeBytes: manifest?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? null,
    fault,
  };
}

function describeAvailable(installed: readonly InstalledModel[]): ListedModel[] {
  const here = new Set(installed.map(({ name }) => name));
  return CATALOGUE.filter(({ name }) => !here.has(name)).map(
    ({ name, task, licence, languages, approximateBytes }) => ({
      name,
      task,
      status: 'available',
      isDefault: false,
      source: 'hub',
      version: null,
      licence,
      languages,
      sizeBytes: approximateBytes,
      fault: null,
    }),
  );
}

function toText(models: readonly ListedModel[]): string {
  const head = ['NAME', 'TASK', 'STATUS', 'VERSION', 'SIZE', 'LANGUAGES', 'LICENCE'];
  const rows = models.map(({ name, task, status, isDefault, version, sizeBytes, languages, licence }) => [
    name,
    task,
    isDefault ? `${status} (default)` : status,
    version ?? '-',
    sizeBytes === null ? '-' : megabytes(sizeBytes),
    languages.join(',') || '-',
    licence === null ? 'not stated' : shortened(licence, MOST_LICENCE),
  ]);
  return textTable([head, ...rows]);
}
