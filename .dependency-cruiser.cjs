// The arrows of docs/architecture.md: cli → server → compat → features → inference, jobs, audio, compute → dsp, training → nothing.
const shared = ['config', 'common', 'database'];
const pure = ['dsp', 'training'];
const engines = ['inference', 'jobs', 'audio', 'compute'];
const features = [
  'auth',
  'recordings',
  'analyses',
  'transcription',
  'spectrogram',
  'annotations',
  'finetuning',
  'segmentation',
  'sentiment',
  'models',
  'model-hub',
  'emotion',
  'music-tags',
  'instruments',
  'health',
  'metrics',
];
const edges = ['compat', 'server', 'cli'];
const folders = (names) => `^src/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-uses-no-other-folder',
      severity: 'error',
      from: { path: folders(shared) },
      to: { path: folders([...pure, ...engines, ...features, ...edges]) },
    },
    {
      name: 'pure-touches-no-machine',
      comment: 'No files, no network, no processes: numbers in, numbers out.',
      severity: 'error',
      from: { path: folders(pure), pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-uses-nothing',
      comment: 'dsp and training can be read, tested and reused alone.',
      severity: 'error',
      from: { path: folders(pure), pathNot: '\\.spec\\.ts$' },
      to: {
        path: `(${folders([...shared, ...engines, ...features, ...edges])}|node_modules/)`,
        pathNot: 'node_modules/(fft\\.js|onnxruntime-node)/',
      },
    },
    {
      name: 'one-folder-knows-onnx-runtime',
      comment: 'Graphs are plain data; only what runs them needs the native module.',
      severity: 'error',
      from: { path: folders(pure), pathNot: ['^src/training/run/', '\\.spec\\.ts$'] },
      to: { path: 'node_modules/onnxruntime-' },
    },
    { name: 'dsp-and-training-apart', severity: 'error', from: { path: '^src/dsp/' }, to: { path: '^src/training/' } },
    { name: 'training-and-dsp-apart', severity: 'error', from: { path: '^src/training/' }, to: { path: '^src/dsp/' } },
    {
      name: 'engines-use-no-feature',
      severity: 'error',
      from: { path: folders(engines) },
      to: { path: folders([...features, ...edges]) },
    },
    {
      name: 'features-use-no-edge',
      severity: 'error',
      from: { path: folders(features) },
      to: { path: folders(edges) },
    },
    {
      name: 'cli-is-used-by-nobody',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'features-meet-through-services',
      comment: 'A feature uses another one through the service that its module exports.',
      severity: 'error',
      from: { path: `^src/(${features.join('|')})/` },
      to: {
        path: folders(features),
        pathNot: ['^src/$1/', '\\.(service|module|dto)\\.ts$', '/dto/'],
      },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.(spec|d|task)\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|src/metadata\\.ts)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
