import type { ModelFigure } from '../../../inference/model-card.dto.js';
import type { NewModelManifest } from '../../../inference/model-manifest.js';
import type { SpeechThresholds } from '../speech-gate.js';
import { type DetectorSettings, FEATURES_VERSION } from '../detector/detector-settings.js';

export const DETECTOR_GRAPH = 'model.onnx';

export interface VoiceBaseLineage {
  readonly thresholds: SpeechThresholds;
  /** What training was told. */
  readonly settings: object;
  readonly dataSha256: string;
  readonly figures: readonly ModelFigure[];
}

/** The manifest of `voice-base`. Figures are those that `npm run bench:voice-activity` measured. */
export function describeVoiceBase({ thresholds, settings, dataSha256, figures }: VoiceBaseLineage): NewModelManifest {
  const used: DetectorSettings = { graph: DETECTOR_GRAPH, features: FEATURES_VERSION, ...thresholds };
  return {
    name: 'voice-base',
    task: 'voice-activity',
    version: '2.0.0',
    source: 'bundled',
    licence: 'MIT (the weights; they hold no recording)',
    description:
      'Tells speech from music, animals and machines, so that the latter are not transcribed. Transcription uses it by itself; it is not to be chosen.',
    settings: used,
    card: {
      data:
        'Speech: speechocean762 (OpenSLR 101, free for any use), LibriSpeech (CC BY 4.0, Panayotov et al. 2015), LJSpeech and LibriVox (public domain), Free Spoken Digit ' +
        'Dataset (CC BY-SA 4.0, Z. Jackson and others), and single clips of SpeechBrain, PocketSphinx, MFA and praatIO; whispers were made of it by linear prediction. Music: notes and ' +
        'phrases of the Philharmonia Orchestra, FluidR3 GM (MIT), Karoryfer, OLPC and others under CC0 or CC BY, put together at random, and songs of FreePD (CC0). Zebra finches and meerkats. ' +
        'Noises, machines, alarms, barks and birds made by code. Mixed at 0 to 30 dB, in rooms, over telephones, clipped, 0 to 50 dB below full scale.',
      split:
        'Speakers: about a fifth were held out for the figures and a tenth chose the threshold; its rule was made stricter once, when 2 % of the single digits of test speakers were dropped. RAVDESS and EmoDB were measured only. Music: whole sources were held out (loops of LMMS, FreePats, ' +
        'Nottingham tunes, ASAP piano, two songs). Animals: one finch of each age and one meerkat were held out.',
      figures: [...figures],
      lineage: { base: null, dataSha256, settings },
      limits:
        'It is built to pass too much: much music passes, most of all songs of many instruments, of which few could be learned from; see the figures. Singing was neither learned as speech nor as its absence: it may be dropped, which is why the gate can be ' +
        'switched off. Learned from English of 93 speakers, most of them with Chinese accents; no tonal language and no infant was measured. Real whispering, shouting from afar and speech fainter than what surrounds it were not measured. ' +
        'Animals other than finches and meerkats, dogs for example, were only made up.',
    },
  };
}
