import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { InvalidRequestError, NotFoundError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import type {
  AddLabelRequest,
  ChangedLabelResponse,
  ChangeLabelQuery,
  ChangeLabelRequest,
} from './dto/label-change.dto.js';
import type { VersionResponse } from './dto/version.dto.js';
import { type LabelledRecording, toLabelBatch } from './intake/label-batch.js';
import { BLANK_LABEL, type Label, toMicrosecond } from './label.js';
import { brokenRule } from './label-rules.js';
import { TracksService } from './tracks.service.js';
import { findNewest, type SavedLabel } from './versions/read-labels.js';
import { type OpenVersion, VersionWriter } from './versions/version-writer.js';
import { endLabels, writeVersion } from './versions/write-version.js';

/** @throws InvalidRequestError that names the field */
function soundLabel(values: Partial<Record<keyof Label, unknown>>): SavedLabel {
  const broken = brokenRule(values);
  if (broken !== undefined) throw InvalidRequestError.forField(broken.field, broken.message);
  const label = values as SavedLabel;
  return {
    ...label,
    onsetSeconds: toMicrosecond(label.onsetSeconds),
    offsetSeconds: toMicrosecond(label.offsetSeconds),
  };
}

const given = (body: ChangeLabelRequest): ChangeLabelRequest =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** Changes of one label at a time, as people make them; each makes a version. */
@Injectable()
export class LabelsService {
  constructor(
    private readonly tracks: TracksService,
    private readonly writer: VersionWriter,
  ) {}

  async add(
    caller: Principal,
    trackId: string,
    query: ChangeLabelQuery,
    body: AddLabelRequest,
  ): Promise<ChangedLabelResponse> {
    const { recording } = await this.tracks.find(caller, trackId);
    const label = soundLabel({ ...BLANK_LABEL, ...given(body), id: randomUUID() });
    return this.write(caller, trackId, query, recording, () => Promise.resolve(label));
  }

  async change(
    caller: Principal,
    trackId: string,
    id: string,
    query: ChangeLabelQuery,
    body: ChangeLabelRequest,
  ): Promise<ChangedLabelResponse> {
    const { recording } = await this.tracks.find(caller, trackId);
    return this.write(caller, trackId, query, recording, async ({ manager }) =>
      soundLabel({ ...((await findNewest(manager, trackId, id)) ?? absent(id)), ...given(body) }),
    );
  }

  async remove(caller: Principal, trackId: string, id: string, query: ChangeLabelQuery): Promise<VersionResponse> {
    await this.tracks.find(caller, trackId);
    return this.writer.change(caller, trackId, query, async (version) => {
      const label = (await findNewest(version.manager, trackId, id)) ?? absent(id);
      await endLabels(version.manager, version, [label.id]);
      return version.previousCount - 1;
    });
  }

  private async write(
    caller: Principal,
    trackId: string,
    query: ChangeLabelQuery,
    recording: LabelledRecording,
    labelOf: (version: OpenVersion) => Promise<SavedLabel>,
  ): Promise<ChangedLabelResponse> {
    let label: SavedLabel;
    let warnings: ChangedLabelResponse['version']['warnings'];
    const version = await this.writer.change(caller, trackId, query, async (open) => {
      label = await labelOf(open);
      const batch = toLabelBatch([label], recording);
      warnings = [...batch.warnings];
      return writeVersion(open.manager, { ...open, batch, mode: 'append' });
    });
    return { label: label!, version: { ...version, warnings: warnings! } };
  }
}

function absent(id: string): never {
  throw new NotFoundError(`Label ${id}, in the newest version,`);
}
