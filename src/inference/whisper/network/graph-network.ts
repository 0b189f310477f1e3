import type { WhisperFeatures } from '../../../dsp/mel/whisper-log-mel.js';
import type { TensorData } from '../../../training/graph/tensor-data.js';
import { type CompiledGraph } from '../../../training/run/graph-runtime.js';
import type { GraphSessions } from '../../graph-sessions.js';
import { DamagedModelError } from '../../model-errors.js';
import type { WhisperDirectory } from '../model/whisper-directory.js';
import { CachedDecoder } from './cached-decoder.js';
import { checkDecoder, checkShape } from './check-decoder.js';
import { asFloat16, asFloat32 } from './float-tensors.js';
import type { DecoderRun, WhisperNetwork } from './whisper-network.js';

const FEATURES = 'input_features';
const HEARD = 'last_hidden_state';

/** Runs the graphs that public ONNX exports of Whisper consist of: an encoder, and a decoder with and without past in one ("merged"). */
class GraphNetwork implements WhisperNetwork {
  constructor(
    private readonly encoder: CompiledGraph,
    private readonly decoder: CompiledGraph,
    private readonly model: WhisperDirectory,
  ) {}

  async encode({ data, bands, frames }: WhisperFeatures): Promise<TensorData> {
    const features: TensorData = { data, shape: [1, bands, frames] };
    const isHalf = this.encoder.inputs.get(FEATURES) === 'float16';
    const given = isHalf ? asFloat16(features) : features;
    const heard = (await this.encoder.run({ [FEATURES]: given }, { [HEARD]: undefined }))[HEARD];
    const { positions, heads, headSize } = this.model.configuration;
    checkShape(this.model, this.model.graphs.encoder, HEARD, heard.shape, [1, positions, heads * headSize]);
    return heard;
  }

  startDecoding(heard: TensorData): DecoderRun {
    const wanted = this.decoder.inputs.get('encoder_hidden_states');
    return new CachedDecoder(this.decoder, this.model, wanted === 'float16' ? asFloat16(heard) : asFloat32(heard));
  }
}

/**
 * Runs `work` with the graphs of a model, which stay loaded until then.
 * @throws DamagedModelError when a file is not what the manifest tells of, or is no Whisper graph
 */
export function withWhisperNetwork<Result>(
  model: WhisperDirectory,
  sessions: GraphSessions,
  work: (network: WhisperNetwork, decoder: { readonly hasAttentions: boolean }) => Promise<Result>,
): Promise<Result> {
  const { directory, manifest, graphs } = model;
  return sessions.use({ directory, manifest, path: graphs.encoder }, (encoder) =>
    sessions.use({ directory, manifest, path: graphs.decoder }, (decoder) => {
      if (!encoder.inputs.has(FEATURES) || !encoder.outputs.has(HEARD)) {
        throw new DamagedModelError(
          `${manifest.name}/${graphs.encoder}`,
          `it does not turn ${FEATURES} into ${HEARD}, so it is no Whisper encoder`,
        );
      }
      checkDecoder(decoder, model);
      const hasAttentions = decoder.outputs.has('cross_attentions.0');
      return work(new GraphNetwork(encoder, decoder, model), { hasAttentions });
    }),
  );
}
