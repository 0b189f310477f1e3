import type { GraphSessions } from '../../../inference/graph-sessions.js';
import { readManifest } from '../../../inference/model-directory.js';
import { DamagedModelError } from '../../../inference/model-errors.js';
import { SpeechActivity } from '../speech-activity.js';
import { detectorSettings } from './detector-settings.js';
import { SpeechScorer } from './speech-scorer.js';

/**
 * Runs `work` with the detector of a directory, whose graph stays loaded until then. `work` is given what makes a gate for a stream.
 * @throws InvalidManifestError, DamagedModelError when the model cannot be run
 */
export async function withDetector<Result>(
  directory: string,
  sessions: GraphSessions,
  work: (startListening: () => SpeechActivity) => Promise<Result>,
): Promise<Result> {
  const manifest = await readManifest(directory);
  const { graph: path, ...thresholds } = detectorSettings(manifest);
  return sessions.use({ directory, manifest, path }, (graph) => {
    if (!graph.inputs.has('frames') || !graph.outputs.has('speech')) {
      throw new DamagedModelError(`${manifest.name}/${path}`, 'it does not turn frames into speech');
    }
    return work(() => new SpeechActivity(new SpeechScorer(graph), thresholds));
  });
}
