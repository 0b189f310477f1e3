#!/usr/bin/env node
import 'reflect-metadata';
import { earshotProgram } from './earshot-program.js';
import { reportCommandFailure } from './command-failure.js';

/** `earshot … | head` closes the pipe when it has seen enough; that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  const program = await earshotProgram(process.argv[2]);
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = reportCommandFailure(thrown);
}
