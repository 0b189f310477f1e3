import type { AnalysisSummary } from '../../analyses/dto/analysis.dto.js';
import type { NewestAnalyses } from '../../analyses/analyses.service.js';
import { Page } from '../../common/pagination/page.dto.js';
import type { RecordingEntity } from '../entities/recording.entity.js';

/** A recording and the work done on it. */
export class RecordingResponse {
  id: string;
  name: string;
  notes: string;
  /** Name of the uploaded file, as far as it can safely be shown. */
  originalFileName: string;
  /** MIME type found from the content. */
  contentType: string;
  codec: string;
  sizeBytes: number;
  /** SHA-256 of the uploaded bytes, hexadecimal. */
  sha256: string;
  /** Measured by decoding, not read from the header. */
  durationSeconds: number;
  sampleRateHz: number;
  channels: number;
  createdAt: Date;
  updatedAt: Date;
  /** Id of the user whose recording it is. */
  owner: string;
  /** The newest 20, oldest first, without results: those are at `/v1/analyses/{id}`. */
  analyses: AnalysisSummary[];
  /** Path of the list of all analyses, page by page, where there are more than `analyses` shows; else null. */
  allAnalyses: string | null;
}

export class RecordingPage extends Page {
  items: RecordingResponse[];
}

export const toRecordingResponse = (
  recording: RecordingEntity,
  { analyses, hasMore }: NewestAnalyses,
): RecordingResponse => ({
  id: recording.id,
  name: recording.name,
  notes: recording.notes,
  originalFileName: recording.originalFileName,
  contentType: recording.contentType,
  codec: recording.codec,
  sizeBytes: recording.sizeBytes,
  sha256: recording.sha256,
  durationSeconds: recording.durationSeconds,
  sampleRateHz: recording.sampleRateHz,
  channels: recording.channels,
  createdAt: recording.createdAt,
  updatedAt: recording.updatedAt,
  owner: recording.ownerId,
  analyses,
  allAnalyses: hasMore ? `/v1/analyses?recordingId=${recording.id}` : null,
});
