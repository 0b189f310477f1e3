import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as training from './index.js';

type Script = (
  t: typeof training,
  readFileSync: (name: string) => Uint8Array,
  writeFileSync: (name: string, bytes: Uint8Array) => void,
  console: { log: (line: string) => void },
) => Promise<void>;

it('the example runs as it stands, in 40 lines of code, and its exported model finds calls', async () => {
  const readme = readFileSync(resolve(__dirname, 'README.md'), 'utf8');
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  expect(example.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(40);
  const body = example.replace(/^import .*$/gm, '');
  const { outputText } = transpileModule(body, {
    compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ESNext },
  });
  const AsyncFunction = (async () => Promise.resolve()).constructor as new (...args: string[]) => Script;
  const script = new AsyncFunction('t', 'readFileSync', 'writeFileSync', 'console', outputText);

  const files = new Map<string, Uint8Array>();
  const lines: string[] = [];
  await script(
    training,
    (name) => files.get(name)!,
    (name, bytes) => void files.set(name, bytes),
    { log: (line) => void lines.push(line) },
  );

  expect(lines).toEqual([expect.stringMatching(/^loss 0\.0\d+ after step \d+$/)]);
  const compiled = await training.onnxRuntime().compile(files.get('calls.onnx')!);
  const bands = { shape: [1, 60, 12], data: new Float32Array(60 * 12) };
  for (let frame = 0; frame < 12; frame++) bands.data[(20 + frame) * 12 + frame] = 4;
  const { call } = await compiled.run({ bands }, { call: undefined });
  const found = [...(call.data as Float32Array)].flatMap((probability, frame) => (probability > 0.5 ? [frame] : []));
  expect(found).toEqual(Array.from({ length: 12 }, (_, frame) => 20 + frame));
  await compiled.release();
});
