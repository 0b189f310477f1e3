import type { TableRecord } from './records.js';

type Column = 'selection' | 'view' | 'channel' | 'onsetSeconds';

/**
 * Tells which rows repeat a selection: Raven lists one once for each view that shows it. The row of a spectrogram counts, because that of a
 * waveform has no frequencies; a selection that only a waveform shows counts, too.
 */
export class RavenSelections {
  /** By selection, the view whose row counts. */
  private readonly views = new Map<string, string>();

  constructor(records: Iterable<TableRecord<Column>>) {
    for (const record of records) {
      const key = this.keyOf(record);
      const view = this.viewOf(record);
      const known = this.views.get(key);
      if (known === undefined || (this.isWaveform(known) && !this.isWaveform(view))) this.views.set(key, view);
    }
  }

  isRepeated(record: TableRecord<Column>): boolean {
    return this.views.get(this.keyOf(record)) !== this.viewOf(record);
  }

  private isWaveform(view: string): boolean {
    return /^waveform/i.test(view);
  }

  private viewOf({ cell }: TableRecord<Column>): string {
    return cell('view')?.value.trim() ?? '';
  }

  private keyOf({ cell }: TableRecord<Column>): string {
    return (['selection', 'channel', 'onsetSeconds'] as const).map((column) => cell(column)?.value.trim()).join('\t');
  }
}
