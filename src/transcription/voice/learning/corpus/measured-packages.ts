import { CC_BY_SA_3, from, NOT_SPOKEN, type PackagedSounds } from './packaged-sounds.js';

/** What is only measured: packages and speakers that nothing was learned from, under any licence. */
export const MEASURED_PACKAGES: readonly PackagedSounds[] = [
  ...from('gcin-voice', '0~20170223-3', 'test', {
    folder: 'gcin-voice/ogg',
    files: /\/3\.ogg$/,
    kind: 'speech',
    licence: 'GPL',
    speaker: 'liu',
  }),
  ...from('asterisk-prompt-it-menardi-wav', '1:1.4.22+mm20110907-3.1', 'test', {
    folder: 'asterisk/sounds/it_IT_f_Menardi',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'menardi',
  }),
  ...from('ktuberling-data', '4:22.12.3-1', 'test', { folder: 'ktuberling/sounds', kind: 'speech', licence: 'GPL' }),
  ...from('klettres-data', '4:22.12.3-1', 'test', { folder: 'klettres', kind: 'speech', licence: 'GPL' }),
  ...from('kajongg', '4:22.12.3-1', 'test', { folder: 'kajongg/voices', kind: 'speech', licence: 'GPL' }),
  ...from('fillets-ng-data-cs', '1.0.1-1.1', 'test', {
    folder: 'games/fillets-ng/sound',
    files: /\/cs\//,
    kind: 'speech',
    licence: 'GPL',
    speaker: 'fillets cs',
  }),
  ...from('fillets-ng-data-nl', '1.0.1-1.1', 'test', {
    folder: 'games/fillets-ng/sound',
    files: /\/nl\//,
    kind: 'speech',
    licence: 'GPL',
    speaker: 'fillets nl',
  }),
  ...from(
    'tuxpaint-stamps-default',
    '2022.06.04-1',
    'test',
    { folder: 'tuxpaint/stamps', files: /_desc/, kind: 'speech', licence: 'GPL' },
    { folder: 'tuxpaint/stamps/animals', except: /_desc|human|people/, kind: 'animals', licence: 'GPL' },
  ),
  ...from('codec2-examples', '1.0.5-1', 'test', {
    folder: 'codec2/wav',
    // Signals of modems: their level stays within 5 dB for half a minute.
    except: /david4|vk2tpm/,
    kind: 'speech',
    licence: 'LGPL',
    speaker: 'codec2',
  }),
  ...from('wesnoth-1.16-music', '1:1.16.9-1', 'test', {
    folder: 'games/wesnoth/1.16/data/core/music',
    kind: 'music',
    licence: 'GPL',
  }),
  ...from('warzone2100-music', '4.3.3-3', 'test', { folder: 'games/warzone2100/music', kind: 'music', licence: 'GPL' }),
  ...from(
    'widelands-data',
    '2:1.1-3',
    'test',
    { folder: 'games/widelands/data/music', kind: 'music', licence: 'GPL' },
    { folder: 'games/widelands/data/sound/animals', kind: 'animals', licence: 'GPL' },
    {
      folder: 'games/widelands/data/sound',
      files: /\/(cutting|saw|hammering|metal|mill|sawmill|smiths|stonecutting|woodcutting)\//,
      kind: 'noise',
      licence: 'GPL',
    },
  ),
  ...from('supertux-data', '0.6.3-2', 'test', { folder: 'games/supertux2/music', kind: 'music', licence: 'GPL' }),
  ...from('hedgewars-data', '1.0.2-6', 'test', { folder: 'games/hedgewars/Data/Music', kind: 'music', licence: 'GPL' }),
  ...from('drascula-music', '1.0+ds4-2', 'test', { folder: 'scummvm/drascula', kind: 'music', licence: 'Drascula' }),
  ...from('fillets-ng-data', '1.0.1-1.1', 'test', { folder: 'games/fillets-ng/music', kind: 'music', licence: 'GPL' }),
  ...from('warmux-data', '1:11.04.1+repack2-4', 'test', {
    folder: 'games/warmux/music',
    kind: 'music',
    licence: 'GPL',
  }),
  ...from('bucklespring-data', '1.4.0-2', 'test', { folder: 'buckle/wav', kind: 'noise', licence: 'GPL' }),
  ...from('oxygen-sounds', '4:5.27.5-2', 'test', {
    folder: 'sounds',
    files: /\/Oxygen/,
    kind: 'noise',
    licence: 'LGPL',
  }),
  ...from('lincity-ng-data', '2.9~git20150314-5', 'test', {
    folder: 'games/lincity-ng/sounds',
    except: /Commune|Farm|Health|Market|Monument|Residential|School|Shanty|Croud|University|Harbor|Parkland|Green/,
    kind: 'noise',
    licence: 'GPL',
  }),
  ...from('flightgear-data-base', '1:2020.3.16+dfsg-1', 'test', {
    folder: 'games/flightgear',
    files: /\/(c172p\/Sounds|Sounds)\/[^/]*\.wav$/,
    kind: 'noise',
    licence: 'GPL',
  }),
  ...from('torcs-data', '1.3.7+dfsg-5', 'test', { folder: 'games/torcs/data/sound', kind: 'noise', licence: 'GPL' }),
];
