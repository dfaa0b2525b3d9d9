/** Debian's Chromium, as every test in a browser starts it. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const program = process.env['BIDA_CHROMIUM'] ?? '/usr/bin/chromium';

/** Throws in words where there is none. */
export function startChromium(): Promise<Browser> {
  if (!existsSync(program)) throw new Error(`expected Chromium at ${program}: apt-get install chromium`);
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}
