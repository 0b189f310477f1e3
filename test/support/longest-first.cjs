const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Test files that take longest, the longest first. One of them begun last would keep one processor busy and the others idle. */
const LONGEST = [
  'crash.services.ts',
  'finetune-crash.e2e.ts',
  'spectrogram-damaged.e2e.ts',
  'cli-models.e2e.ts',
  'access-matrix.e2e.ts',
  'finetunes.e2e.ts',
  'compat-models.e2e.ts',
  'transcription.e2e.ts',
  'compat-vocal-clients.e2e.ts',
  'compat-openai.e2e.ts',
  'learn-segmenter.spec.ts',
  'annotations.e2e.ts',
  'analyses-boot.e2e.ts',
  'compat-whisperseg.e2e.ts',
  'spectrogram-tiles.e2e.ts',
  'compat-mp3ai.e2e.ts',
  'long-bodies.e2e.ts',
  'compat-credentials.e2e.ts',
  'compat-mp3ai-recordings.e2e.ts',
  'analyses-limits.e2e.ts',
  'queue-contract.services.ts',
  'topology.services.ts',
  'redis-loss.services.ts',
  'disk-full.e2e.ts',
  'finetune-zips.e2e.ts',
  'cli.e2e.ts',
  'model-hub.e2e.ts',
  'compute-pool.spec.ts',
];

function rank({ path }) {
  const place = LONGEST.indexOf(basename(path));
  return place === -1 ? LONGEST.length : place;
}

/** Otherwise the order is Jest's, which knows durations only where it has run before. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return (await super.sort(tests)).sort((left, right) => rank(left) - rank(right));
  }
};
