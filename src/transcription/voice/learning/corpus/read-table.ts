import { readFile } from 'node:fs/promises';

/** Rows of a CSV file by the names of its header; a quoted cell may hold commas and doubled quotes, but no line break. */
export async function readTable(path: string): Promise<Readonly<Record<string, string>>[]> {
  const [header, ...rows] = (await readFile(path, 'utf8')).trim().split(/\r?\n/).map(cellsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
