import { Command } from 'commander';
import { importCommand } from './models/import.command.js';
import { listCommand } from './models/list.command.js';
import { pullCommand } from './models/pull.command.js';
import { removeCommand } from './models/remove.command.js';
import { verifyCommand } from './models/verify.command.js';

/** `earshot models`: what is installed, and how models come and go. */
export const modelsCommand = (): Command =>
  new Command('models')
    .description(
      'Lists, fetches, checks, removes and imports models. A running server sees what these do within seconds.',
    )
    .addCommand(listCommand())
    .addCommand(pullCommand())
    .addCommand(verifyCommand())
    .addCommand(removeCommand())
    .addCommand(importCommand());
