/** Rows as columns of equal width, two spaces between them; the first row is the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A text of `most` characters or fewer; a longer one ends after a word, with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const words = text.slice(0, most).replace(/[\s,;:.]+\S*$/, '');
  return `${words.length < most ? words : text.slice(0, most - 1)}…`;
}

const MEGABYTE = 1_000_000;

/** As `76 MB`, decimal as disks and hubs count. */
export const megabytes = (bytes: number): string =>
  bytes < 10 * MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${Math.round(bytes / MEGABYTE)} MB`;
