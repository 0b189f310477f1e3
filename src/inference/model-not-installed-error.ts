import { commandLine } from '../config/command-line.js';
import { WaitingForModelError } from '../jobs/job-errors.js';
import { findCatalogueEntry, suggestedModel } from './catalogue/catalogue.js';
import type { ModelTask } from './model-manifest.js';

/** The sentence that says what is missing and which command brings it. */
function missing(task: ModelTask, model: string | null): string {
  const entry = model === null ? suggestedModel(task) : findCatalogueEntry(model);
  const what = model === null ? `No model for ${task} is installed` : `The model "${model}" is not installed`;
  return entry === undefined
    ? `${what}, and none can be fetched: it comes with Earshot. Install Earshot again, or run "${commandLine('models import')}" with a model of your own.`
    : `${what}. Run "${commandLine(`models pull ${entry.name}`)}" where Earshot is installed, or "${commandLine('models import')}" with its files where there is no internet.`;
}

/**
 * The task has no installed model, or the one that was asked for can be fetched but is not here. As an answer it is a 503 that names the
 * command to run; thrown by a job's processor, it keeps the job as `waiting` until a model is installed, without using up an attempt.
 */
export class ModelNotInstalledError extends WaitingForModelError {
  /** @param model the one that was asked for by name; null where any model of the task would do */
  constructor(task: ModelTask, model: string | null = null, message: string = missing(task, model)) {
    super(message, { task, model });
  }

  /** @param name of the model that is not all there yet @param model as for the constructor */
  static arriving(task: ModelTask, name: string, model: string | null): ModelNotInstalledError {
    const message = `The model "${name}" is being copied: files that its model.json lists are not all there yet. If nothing copies it, "${commandLine('models verify')}" tells what is wrong with it.`;
    return new ModelNotInstalledError(task, model, message);
  }
}
