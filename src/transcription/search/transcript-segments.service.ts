import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transactions.js';
import { toStorableJson } from '../../jobs/store/storable-json.js';
import type { Transcript } from '../transcript.js';
import { spaceWords } from './space-words.js';
import { searchConfiguration } from './text-search-configuration.js';

/** The analysis that made a transcript. */
export interface TranscriptSource {
  readonly id: string;
  readonly recordingId: string;
}

/** Segments of one statement: more would keep the embedded database, and with it the server, busy for too long. */
const BATCH = 100;

const INSERT = `
  INSERT INTO transcript_segments (analysis_id, "index", recording_id, language, configuration, start_seconds, end_seconds, text,
    spaced_text, words, exact_words, stems)
  SELECT $1, segment."index", $2, $3, configuration.oid, segment."start", segment."end", segment.text, segment.spaced, segment.words,
    to_tsvector('simple', segment.spaced), to_tsvector(configuration.oid::regconfig, segment.spaced)
  FROM jsonb_to_recordset($5::jsonb)
      AS segment("index" int, "start" float8, "end" float8, text text, spaced text, words jsonb),
    LATERAL (SELECT coalesce(
      (SELECT oid::regconfig FROM pg_ts_config WHERE cfgname = $4 ORDER BY oid LIMIT 1), 'simple'::regconfig) AS oid) AS configuration`;

/** Keeps what was said where it can be searched. */
@Injectable()
export class TranscriptSegmentsService {
  /**
   * Makes the transcript the one of its recording that is searched. To be called in the transaction that keeps the result of the analysis
   * (`JobOutcome.storeWith`), so that both are there or neither is.
   */
  async store({ manager }: Transaction, source: TranscriptSource, transcript: Transcript): Promise<void> {
    // Two analyses of one recording that end at the same time come one after the other.
    await manager.query(`SELECT 1 FROM recordings WHERE id = $1 FOR NO KEY UPDATE`, [source.recordingId]);
    await manager.query(`DELETE FROM transcript_segments WHERE recording_id = $1`, [source.recordingId]);
    const { language, segments } = transcript;
    const rows = segments
      .map(({ start, end, text, words }, index) => ({ index, start, end, text, words }))
      .filter(({ text }) => text.trim() !== '')
      .map((row) => ({ ...row, spaced: spaceWords(row.text) }));
    for (let first = 0; first < rows.length; first += BATCH) {
      const batch = toStorableJson(rows.slice(first, first + BATCH));
      const { id, recordingId } = source;
      await manager.query(INSERT, [id, recordingId, language, searchConfiguration(language), batch]);
    }
  }
}
