import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { toPage } from '../../common/pagination/cursor.js';
import type { Principal } from '../../common/principal/principal.js';
import type { TranscriptWord } from '../transcript.js';
import type { SearchQuery } from './dto/search-query.dto.js';
import type { SearchHit, SearchPage } from './dto/search-result.dto.js';
import { MATCH_START, MATCH_STOP, readMatches } from './read-matches.js';
import { readSearchCursor, toCursor } from './search-cursor.js';
import { spaceQuery } from './space-words.js';

interface Row {
  readonly recordingId: string;
  readonly recordingName: string;
  readonly createdAt: Date;
  readonly analysisId: string;
  readonly language: string | null;
  readonly segment: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: readonly TranscriptWord[];
  readonly rank: number;
  readonly marked: string;
}

const HEADLINE = `'HighlightAll=true, StartSel=${MATCH_START}, StopSel=${MATCH_STOP}'`;

/** Stems know no stop words, so a phrase or an exclusion with one would mean something else: there the very words count. */
const EXACT = /"|(?:^|\s)-/;

/** Finds words in the transcripts of the caller's own recordings. */
@Injectable()
export class SearchService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws InvalidRequestError for a query without words or a cursor of another list */
  async search(caller: Principal, query: SearchQuery): Promise<SearchPage> {
    const text = spaceQuery(query.q.replaceAll('\0', ' ').normalize('NFC'));
    await this.refuseEmpty(text);
    const { where, parameters } = conditionsOf(caller, query, text);
    const order = query.sort === 'newest' ? 'created_at DESC' : 'rank DESC';
    parameters.push(query.limit + 1);
    const rows = await this.dataSource.query<Row[]>(
      `WITH stemmed AS MATERIALIZED (
         SELECT configuration, CASE WHEN $3::boolean THEN NULL ELSE websearch_to_tsquery(configuration, $2) END AS query FROM (
           SELECT DISTINCT segment.configuration FROM transcript_segments segment
           JOIN recordings recording ON recording.id = segment.recording_id WHERE recording.owner_id = $1) AS used),
       found AS (
         SELECT segment.*, recording.name, recording.created_at, stemmed.query AS stem_query,
           round(greatest(ts_rank_cd(segment.exact_words, websearch_to_tsquery('simple', $2)),
             ts_rank_cd(segment.stems, stemmed.query))::numeric, 6)::float8 AS rank
         FROM transcript_segments segment
         JOIN recordings recording ON recording.id = segment.recording_id
         JOIN stemmed ON stemmed.configuration = segment.configuration
         WHERE recording.owner_id = $1
           AND (segment.exact_words @@ websearch_to_tsquery('simple', $2) OR segment.stems @@ stemmed.query)),
       page AS (
         SELECT * FROM found ${where} ORDER BY ${order}, recording_id DESC, "index" LIMIT $${parameters.length})
       SELECT recording_id AS "recordingId", name AS "recordingName", created_at AS "createdAt", analysis_id AS "analysisId",
         language, "index" AS segment, start_seconds AS start, end_seconds AS "end", text, words, rank,
         ts_headline(CASE WHEN stems @@ stem_query THEN configuration ELSE 'simple'::regconfig END, spaced_text,
           CASE WHEN stems @@ stem_query THEN stem_query ELSE websearch_to_tsquery('simple', $2) END, ${HEADLINE}) AS marked
       FROM page ORDER BY ${order}, recording_id DESC, "index"`,
      parameters,
    );
    const page = toPage(rows, query.limit, ({ createdAt, rank, recordingId, segment }) =>
      toCursor({ value: query.sort === 'newest' ? createdAt : rank, recordingId, segment }),
    );
    return { items: page.rows.map(toHit), nextCursor: page.nextCursor };
  }

  private async refuseEmpty(text: string): Promise<void> {
    const [{ nodes }] = await this.dataSource.query<{ nodes: number }[]>(
      `SELECT numnode(websearch_to_tsquery('simple', $1)) AS nodes`,
      [text],
    );
    if (nodes === 0) throw InvalidRequestError.forField('q', 'must hold a word to look for');
  }
}

/** Conditions on the table `found`; `$1` is the caller, `$2` the query, `$3` whether only its very words count. */
function conditionsOf(caller: Principal, query: SearchQuery, text: string) {
  const parameters: unknown[] = [caller.id, text, EXACT.test(text)];
  const conditions: string[] = [];
  const add = (condition: (place: string) => string, value: unknown): void => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  if (query.recordingId !== undefined) add((id) => `recording_id = ${id}::uuid`, query.recordingId);
  if (query.language !== undefined) add((language) => `language = ${language}`, query.language);
  if (query.from !== undefined) add((time) => `created_at >= ${time}::timestamptz`, new Date(query.from));
  if (query.to !== undefined) add((time) => `created_at < ${time}::timestamptz`, new Date(query.to));
  if (query.cursor !== undefined) {
    const { value, recordingId, segment } = readSearchCursor(query.cursor, query.sort);
    const column = query.sort === 'newest' ? 'created_at' : 'rank';
    const type = query.sort === 'newest' ? 'timestamptz' : 'float8';
    const first = parameters.push(value, recordingId, segment) - 2;
    conditions.push(
      `((${column}, recording_id) < ($${first}::${type}, $${first + 1}::uuid) OR ` +
        `(${column} = $${first} AND recording_id = $${first + 1} AND "index" > $${first + 2}::int))`,
    );
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
}

const toHit = (row: Row): SearchHit => ({
  recordingId: row.recordingId,
  recordingName: row.recordingName,
  analysisId: row.analysisId,
  language: row.language,
  segment: row.segment,
  start: row.start,
  end: row.end,
  text: row.text,
  matches: readMatches(row),
});
