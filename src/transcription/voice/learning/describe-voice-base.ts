import type { ModelFigure } from '../../../inference/model-card.dto.js';
import type { NewModelManifest } from '../../../inference/model-manifest.js';
import type { SpeechThresholds } from '../speech-gate.js';
import type { SoundKind } from './corpus/packaged-sounds.js';
import { packagesFor } from './corpus/sound-packages.js';
import { type DetectorSettings, FEATURES_VERSION } from '../detector/detector-settings.js';

export const DETECTOR_GRAPH = 'model.onnx';

export interface VoiceBaseLineage {
  readonly thresholds: SpeechThresholds;
  /** What training was told. */
  readonly settings: object;
  readonly dataSha256: string;
  readonly figures: readonly ModelFigure[];
}

/** Packages of Debian of which sounds of a kind were learned from. */
const debian = (kind: SoundKind): string =>
  packagesFor((sounds) => sounds.part === 'training' && sounds.kind === kind).join(', ');

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
        'Dataset (CC BY-SA 4.0, Z. Jackson and others), single clips of SpeechBrain, PocketSphinx, MFA and praatIO, and of Debian packages telephone prompts in English, Spanish, Italian and Russian ' +
        '(asterisk-core-sounds, CC BY-SA 3.0) and Mandarin syllables (gcin-voice, CC BY 3.0, Chu Lo); whispers were made of it by linear prediction. Music: notes and ' +
        'phrases of the Philharmonia Orchestra, FluidR3 GM (MIT), Karoryfer, OLPC and others under CC0 or CC BY, put together at random, songs of FreePD (CC0), and pieces, notes and drums of the Debian packages ' +
        `${debian('music')} (CC0, CC BY, CC BY-SA, BSD). Animals: zebra finches, meerkats, and those of ${debian('animals')} (CC0, CC BY, CC BY-SA). ` +
        `Noises: those of ${debian('noise')} (public domain, CC0, CC BY, CC BY-SA), and machines, alarms, organs, barks and birds made by code. ` +
        'Mixed at 3 to 30 dB, in rooms, over telephones, clipped, 0 to 50 dB below full scale. Versions, folders and licences of the packages: learning/corpus/learned-packages.ts.',
      split:
        'Speakers: about a fifth were held out for the figures; a tenth, and the French telephone prompts, chose the thresholds; their margins were widened once, when 1 % of the single digits of test speakers were dropped. RAVDESS and EmoDB were measured only. Music, animals and noises: whole sources and whole Debian packages were held out ' +
        '(loops of LMMS, FreePats, Nottingham tunes, ASAP piano, two songs, one finch of each age, one meerkat, and the packages of learning/corpus/measured-packages.ts); others, which compared networks and rules, are in choosing-packages.ts.',
      figures: [...figures],
      lineage: { base: null, dataSha256, settings },
      limits:
        'It is built to pass too much: a part of the music and most noises and animals as short as a word pass, see the figures. Single short words that are overdriven, and a few shouted or whispered sentences in noise, are lost. ' +
        'Singing was neither learned as speech nor as its absence: it may be dropped, which is why the gate can be switched off. Learned from six telephone voices in five languages, and otherwise from English of 93 speakers, most of them with Chinese accents; ' +
        'no infant was measured. Real whispering, shouting from afar and speech fainter than what surrounds it were not measured. Music that learned and held-out packages have in common was not looked for, nor was every piece listened to: a voice may hide in one.',
    },
  };
}
