import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { SegmentPair } from '../../segmentation/scores/segment.js';
import { stemOf } from '../audio/audio-inputs.js';
import { LABEL_EXTENSIONS, readSegments, readSegmentsByFile } from './read-segments.js';

/** Predictions and labels of one recording. */
export interface NamedPair extends SegmentPair {
  readonly name: string;
  readonly toleranceSeconds?: number;
}

/** Files of labels of a folder by stem. */
export async function labelFilesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => LABEL_EXTENSIONS.includes(extname(name).toLowerCase())).sort();
  return new Map(names.map((name) => [stemOf(name), join(folder, name)]));
}

/**
 * Pairs two files, or the files of two folders by their stems. What was predicted for a recording without labels is left out; a recording
 * without predictions has none.
 */
export async function readPairs(predictions: string, labels: string): Promise<NamedPair[]> {
  const [first, second] = await Promise.all([stat(predictions), stat(labels)]);
  if (first.isDirectory() !== second.isDirectory()) {
    throw new UnprocessableError('unlike-inputs', 'Predictions and labels must both be files, or both folders.');
  }
  return first.isDirectory() ? pairFolders(predictions, labels) : pairFiles(predictions, labels);
}

async function pairFolders(predictions: string, labels: string): Promise<NamedPair[]> {
  const predicted = await labelFilesIn(predictions);
  const pairs: NamedPair[] = [];
  for (const [stem, path] of await labelFilesIn(labels)) {
    const { segments, ...hints } = await readSegments(path);
    const own = predicted.get(stem);
    const found = own === undefined ? [] : (await readSegments(own)).segments;
    pairs.push({ name: stem, predictions: found, labels: segments, ...hints });
  }
  if (pairs.length === 0) throw new UnprocessableError('no-labels', `${labels} holds no files of labels.`);
  return pairs;
}

async function pairFiles(predictions: string, labels: string): Promise<NamedPair[]> {
  const isTable = (path: string): boolean => extname(path).toLowerCase() !== '.json';
  if (!isTable(predictions) || !isTable(labels)) {
    const { segments, ...hints } = await readSegments(labels);
    return [{ name: labels, predictions: (await readSegments(predictions)).segments, labels: segments, ...hints }];
  }
  const [predicted, labelled] = await Promise.all([readSegmentsByFile(predictions), readSegmentsByFile(labels)]);
  // A table of one recording need not name it.
  const only = predicted.size === 1 && labelled.size === 1 ? [...predicted.values()][0] : undefined;
  return [...labelled].map(([name, segments]) => ({
    name: name || labels,
    predictions: only ?? predicted.get(name) ?? [],
    labels: segments,
  }));
}
