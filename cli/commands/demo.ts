import type { Command } from 'commander';
export const addDemo = (program: Command): Command => program.command('demo').description('the demo');
