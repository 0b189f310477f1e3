import { type ModelFigure } from '../../../../src/inference/model-card.dto.js';
import { type NewModelManifest } from '../../../../src/inference/model-manifest.js';
import { HELD_OUT_SPEAKER } from './build-options.js';

/** What `model.json` says of the model. */
export function digitManifest(figures: ModelFigure[]): NewModelManifest {
  return {
    name: 'whisper-digits',
    task: 'transcription',
    version: '0.5.0',
    source: 'trained',
    licence: 'CC-BY-SA-4.0',
    description:
      'Spoken English digits, zero to nine, in the shape and file format of Whisper with a window of 10 s. For tests only: it knows no other word.',
    settings: {
      family: 'whisper',
      graphs: { encoder: 'encoder_model.onnx', decoder: 'decoder_model_merged.onnx' },
    },
    card: {
      data:
        'Free Spoken Digit Dataset (Z. Jackson and others, CC BY-SA 4.0), takes 0 to 14 of the speakers george, jackson and nicolas. Digits said by ' +
        'ten people in Debian packages: asterisk-core-sounds-en-wav (Allison Smith, CC BY-SA 3.0), csmash-data, kajongg, saytime, scid-data and tuxpaint-stamps-default (GPL 2 or later). Digits said by ' +
        'the synthesisers espeak-ng (GPL 3, its sound output is free of it), flite (BSD-like) and Festival (X11-like; its voices under such licences, the GPL and the LGPL), for training only. As sounds without digits: ' +
        'read and acted speech whose transcript has no digit, and music.',
      split:
        `Speakers: the weights never heard ${HELD_OUT_SPEAKER}, who was chosen before anything was measured, as the last by name. Other speech and music of ` +
        'the figures are of speakers and pieces that were not learned from.',
      figures,
      lineage: {
        base: null,
        dataSha256: null,
        settings: { howItWasMade: 'docs/experiments/digits.md' },
      },
      limits:
        'Ten words. An unseen voice is often misheard, and other speech should give nothing but often does: see the figures. Of people it learned thirteen voices, most with a take or three of a digit; no child, no far microphone. Windows with more than 16 digits, ' +
        'and pauses within a word, were not learned. Language tokens other than English and the task of translation change nothing.',
    },
  };
}
