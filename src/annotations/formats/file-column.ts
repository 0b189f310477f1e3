import { LabelFileError } from './label-file-error.js';
import type { TableRecord } from './records.js';

/** A table of several files has rows that are not about this recording. */
export class FileColumn {
  readonly areSeveral: boolean;
  readonly remarks: readonly string[];

  /**
   * @param wanted name of the recording's file
   * @throws LabelFileError when the table is about several files and none of them is it
   */
  constructor(
    records: Iterable<TableRecord<'fileName'>>,
    private readonly wanted: string | undefined,
  ) {
    let first: string | undefined;
    let differing: TableRecord<'fileName'> | undefined;
    let others = 0;
    let count = 0;
    for (const record of records) {
      const name = record.cell('fileName')?.value;
      first ??= name;
      if (name !== first) differing ??= record;
      if (!this.isOfFile(record)) others++;
      count++;
    }
    this.areSeveral = differing !== undefined;
    if (differing !== undefined && others === count) {
      const message = `the table is about several files, none of which is ${JSON.stringify(wanted)}.`;
      throw new LabelFileError(differing.cell('fileName')!, message);
    }
    this.remarks = this.areSeveral && others > 0 ? [`${others} rows about other files were left out.`] : [];
  }

  isWanted(record: TableRecord<'fileName'>): boolean {
    return !this.areSeveral || this.isOfFile(record);
  }

  private isOfFile(record: TableRecord<'fileName'>): boolean {
    const name = record.cell('fileName')?.value.trim() ?? '';
    return this.wanted === undefined || name === '' || name === this.wanted;
  }
}
