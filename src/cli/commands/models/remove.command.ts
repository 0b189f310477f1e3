import { Command } from 'commander';
import { ForbiddenError } from '../../../common/errors/errors.js';
import { hubDirectory } from '../../../inference/hub/hub-settings.js';
import { ModelStaging } from '../../../inference/hub/model-staging.js';
import {
  addShelfOptions,
  findInstalled,
  listInstalled,
  type ShelfOptions,
  shelfEnvironment,
} from '../../models/model-shelf.js';

export function removeCommand(): Command {
  const command = new Command('remove')
    .description('Removes a model that was fetched or imported, with what is left of an interrupted fetch of it.')
    .argument('<name>', 'an installed model');
  return addShelfOptions(command).action(remove);
}

async function remove(name: string, options: ShelfOptions): Promise<void> {
  const environment = shelfEnvironment(options);
  const model = findInstalled(await listInstalled(environment), name);
  if (model.source === 'bundled') {
    throw new ForbiddenError(
      `The model "${model.name}" comes with Earshot; only fetched and imported ones are removed.`,
    );
  }
  const staging = await ModelStaging.open(hubDirectory(environment), model.task, model.name);
  try {
    await staging.removeModel();
  } finally {
    await staging.close({ keep: false });
  }
  process.stdout.write(`${model.name} is removed\n`);
}
