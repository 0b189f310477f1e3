import { toCueTable } from './cue-table.js';

describe('toCueTable', () => {
  it('has the columns of Adobe Audition, and minutes that do not go on above an hour', () => {
    const table = toCueTable({ onset: [0.05, 4502.2], offset: [61.5, 8103.4505], cluster: ['0', '1'] });
    expect(table).toEqual({
      '\ufeffName': ['', ''],
      Start: ['0:00.050', '1:15:02.200'],
      Duration: ['1:01.450', '1:00:01.251'],
      'Time Format': ['decimal', 'decimal'],
      Type: ['Cue', 'Cue'],
      Description: ['', ''],
    });
  });

  it('has empty columns where nothing was found', () => {
    expect(Object.values(toCueTable({ onset: [], offset: [], cluster: [] }))).toEqual([[], [], [], [], [], []]);
  });
});
