import type { Command } from 'commander';
export const addShow = (program: Command): Command => program.command('show').description('show');
