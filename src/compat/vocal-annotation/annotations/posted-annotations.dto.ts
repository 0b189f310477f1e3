import { ApiPropertyOptional } from '@nestjs/swagger';
import { MetadataFields } from '../metadata/metadata.dto.js';

/** A label as the client has it. */
export class AnnotationFields {
  /** Seconds. Where there is no label at all, one is posted whose times are -1. */
  onset: number;
  /** Seconds, at or after the onset. */
  offset: number;
  /** Hz; -1: none. */
  @ApiPropertyOptional()
  minFrequency: number = -1;
  /** Hz; -1: none. */
  @ApiPropertyOptional()
  maxFrequency: number = -1;
  species?: string = 'Unknown';
  individual?: string = 'Unknown';
  clustername?: string = 'Unknown';
  /** Counted from 0. */
  channelIndex?: number = 0;
  filename?: string;
  username?: string;
  /** Of the post, as the client writes it. */
  timestamp?: string;
  annotation_instance?: string;
}

/** All labels, at most 200,000: a version of its own. */
export class PostRequest {
  annotations: AnnotationFields[];
}

export class PostResponse {
  /** @example "Annotations inserted successfully." */
  message: string;
  /** ISO 8601; greater than that of the post before. */
  version: string;
}

export class PostedVersion {
  /** ISO 8601. */
  version: string;
  annotations: AnnotationFields[];
}

export class ChannelLabels {
  /** Labels by the number of their channel. */
  channels: Record<string, AnnotationFields[]>;
}

export class MetadataWithLabels extends MetadataFields {
  labels: ChannelLabels;
}

export class MetadataWithLabelsResponse {
  response: MetadataWithLabels[];
}
