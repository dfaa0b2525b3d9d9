import { resolve } from 'node:path';
import type { Command } from 'commander';
import { doctor } from '../doctor/doctor.js';
import { languageOf } from '../terminal.js';
import { defaultStateDir, languageOption } from './stack-options.js';

interface DoctorArguments {
  readonly state: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Adds `bida doctor`: what this machine lacks, a line each. */
export const addDoctor = (program: Command): Command =>
  program
    .command('doctor')
    .description('say in a line each what this machine lacks and how to get it')
    .option('--state <folder>', 'the state folder to look at', defaultStateDir)
    .option('--json', 'one JSON line for programs')
    .addOption(languageOption())
    .addHelpText(
      'after',
      `
Exit status 0: the stack can start here; 1: something marked ✗ is missing. What is marked – is optional.`,
    )
    .action(async ({ state, json, lang }: DoctorArguments) => {
      process.exitCode = await doctor(
        { stateDir: resolve(state), lang: languageOf(lang), json: json ?? false },
        (text: string) => void process.stdout.write(`${text}\n`),
      );
    });
