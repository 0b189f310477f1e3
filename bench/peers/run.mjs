/** Times the work of src/dsp in other public tools and in ours; see README.md. */
const PARTS = {
  fft: async () => (await import('./fft.mjs')).compareFfts(),
  mel: async () => (await import('./features.mjs')).compareMel(),
  music: async () => (await import('./features.mjs')).compareMusic(),
  tools: async () => (await import('./tools.mjs')).compareTools(),
};

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await run();
}
