import { CC_BY_SA_3, from, NOT_SPOKEN, type PackagedSounds } from './packaged-sounds.js';

/** What the thresholds of the bundled model were chosen with: no weight was learned from it. */
export const CHOOSING_PACKAGES: readonly PackagedSounds[] = [
  ...from('asterisk-core-sounds-fr-wav', '1.6.1-1', 'validation', {
    folder: 'asterisk/sounds/fr_CA_f_June',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'june',
  }),
  ...from(
    'hyperrogue-music',
    '12.0q-1',
    'validation',
    { folder: 'hyperrogue/music', kind: 'music', licence: CC_BY_SA_3 },
    {
      folder: 'hyperrogue/sounds',
      files: /\/(seen-(frog|woof|eagle)|mousesqueak|bull|orb-frog)/,
      kind: 'animals',
      licence: 'CC0, CC BY 3.0, CC BY-SA 4.0',
    },
  ),
  ...from(
    'lugaru-data',
    '1.2-6',
    'validation',
    { folder: 'games/lugaru/Sounds', files: /\/Music/, kind: 'music', licence: CC_BY_SA_3 },
    {
      folder: 'games/lugaru/Sounds',
      files: /\/(Bark|Growl|Snarl|Hawk|RabbitChitter)/,
      kind: 'animals',
      licence: CC_BY_SA_3,
    },
    {
      folder: 'games/lugaru/Sounds',
      except: /\/(Music|Bark|Growl|Snarl|Hawk|Rabbit)/,
      kind: 'noise',
      licence: CC_BY_SA_3,
    },
  ),
  ...from('rrootage-data', '0.23a-13', 'validation', {
    folder: 'games/rrootage/sounds',
    kind: 'music',
    licence: 'BSD',
  }),
  ...from('caveexpress-data', '2.5.2-1', 'validation', {
    folder: 'games/caveexpress/sounds',
    files: /\/music/,
    kind: 'music',
    licence: 'CC BY-SA 4.0',
  }),
  ...from('freeorion-data', '0.4.10.2-1', 'validation', {
    folder: 'games/freeorion/default/data/sound',
    kind: 'noise',
    licence: CC_BY_SA_3,
  }),
];
