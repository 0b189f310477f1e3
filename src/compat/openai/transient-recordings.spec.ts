import type { FindOperator, Repository } from 'typeorm';
import { Environment } from '../../config/environment.js';
import type { TranscriptionsService } from '../transcripts/transcriptions.service.js';
import type { TransientRecordingEntity } from './transient-recording.entity.js';
import { TransientRecordings } from './transient-recordings.js';

describe('TransientRecordings', () => {
  let rows: { recordingId: string; usedAt: Date }[];
  let discarded: string[];
  let transient: TransientRecordings;

  beforeEach(() => {
    rows = [];
    discarded = [];
    const repository = {
      insert: (row: { recordingId: string }) => Promise.resolve(rows.push({ ...row, usedAt: new Date() })),
      findBy: ({ usedAt }: { usedAt: FindOperator<Date> }) =>
        Promise.resolve(rows.filter((row) => row.usedAt < usedAt.value)),
    };
    const transcriptions = { discard: (id: string) => Promise.resolve(discarded.push(id)) };
    transient = new TransientRecordings(
      repository as unknown as Repository<TransientRecordingEntity>,
      new Environment(),
      transcriptions as unknown as TranscriptionsService,
    );
  });

  it('removes a recording when the work is done', async () => {
    const result = await transient.during('one', () => {
      expect(rows).toMatchObject([{ recordingId: 'one' }]);
      expect(discarded).toEqual([]);
      return Promise.resolve('transcript');
    });
    expect(result).toBe('transcript');
    expect(discarded).toEqual(['one']);
  });

  it('removes a recording when the work failed', async () => {
    await expect(transient.during('one', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(discarded).toEqual(['one']);
  });

  it('sweeps what nobody has waited for during 15 minutes', async () => {
    const now = new Date('2026-01-01T12:00:00Z');
    rows = [
      { recordingId: 'abandoned', usedAt: new Date('2026-01-01T11:44:59Z') },
      { recordingId: 'waited for', usedAt: new Date('2026-01-01T11:45:01Z') },
    ];
    await transient.sweep(now);
    expect(discarded).toEqual(['abandoned']);
  });
});
