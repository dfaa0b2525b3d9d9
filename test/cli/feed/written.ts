import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FeedEvent, FeedFault } from '../../../cli/feed/feed-event.js';
import { feedFaultLine, isFeedFault } from '../../../cli/feed/feed-event.js';

const folder = mkdtempSync(join(tmpdir(), 'bida-feed-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A new file with this content, packed where the name ends in `.gz`; gone after the test file. */
export function written(content: string | Buffer, name = 'feed.jsonl'): string {
  files += 1;
  const file = join(folder, `${files}-${name}`);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(content) : content);
  return file;
}

/** What a feed yields, and its faults as the lines people read, without the file's folder. */
export async function readAll(
  feed: AsyncIterable<FeedEvent | FeedFault>,
): Promise<{ events: FeedEvent[]; faults: string[]; faultsFirst: boolean }> {
  const events: FeedEvent[] = [];
  const faults: string[] = [];
  let faultsFirst = true;
  for await (const yielded of feed)
    if (isFeedFault(yielded)) {
      faults.push(shortLine(yielded));
      if (events.length > 0) faultsFirst = false;
    } else events.push(yielded);
  return { events, faults, faultsFirst };
}

/** A fault's line without the folder and the file's number and name. */
export const shortLine = (fault: FeedFault): string =>
  feedFaultLine(fault).replace(fault.file, '').replace(/^:\s?/, '');
