import { CC_BY_SA_3, from, NOT_SPOKEN, type PackagedSounds } from './packaged-sounds.js';

/** What the bundled weights were learned from. */
export const LEARNED_PACKAGES: readonly PackagedSounds[] = [
  ...from('asterisk-core-sounds-en-wav', '1.6.1-1', 'training', {
    folder: 'asterisk/sounds/en_US_f_Allison',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'allison',
  }),
  ...from('asterisk-core-sounds-es-wav', '1.6.1-1', 'training', {
    folder: 'asterisk/sounds/es_MX_f_Allison',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'allison',
  }),
  ...from('asterisk-core-sounds-it-wav', '1.6.1-1', 'training', {
    folder: 'asterisk/sounds/it_IT_m_Carlo',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'carlo',
  }),
  ...from('asterisk-core-sounds-ru-wav', '1.6.1-1', 'training', {
    folder: 'asterisk/sounds/ru_RU_f_IvrvoiceRU',
    except: NOT_SPOKEN,
    kind: 'speech',
    licence: CC_BY_SA_3,
    speaker: 'ivrvoice',
  }),
  ...from('gcin-voice', '0~20170223-3', 'training', {
    folder: 'gcin-voice/ogg',
    files: /\/5\.ogg$/,
    kind: 'speech',
    licence: 'CC BY 3.0',
    speaker: 'lo',
  }),
  ...from('asterisk-moh-opsound-wav', '2.03-1.1', 'training', {
    folder: 'asterisk/moh',
    kind: 'music',
    licence: CC_BY_SA_3,
  }),
  ...from(
    'marsshooter-data',
    '0.7.6-7',
    'training',
    { folder: 'games/marsshooter/audio', files: /(music\/.*|menu)\.ogg$/, kind: 'music', licence: CC_BY_SA_3 },
    { folder: 'games/marsshooter/audio/toon', except: /countdown|start/, kind: 'noise', licence: 'public domain' },
  ),
  ...from(
    'megaglest-data',
    '3.13.0-3',
    'training',
    { folder: 'games/megaglest', files: /\/music\/.*\.ogg$/, except: /together/, kind: 'music', licence: CC_BY_SA_3 },
    {
      folder: 'games/megaglest/techs/megapack/commondata/sounds',
      files:
        /\/(air_|anvil|arrow_hit|catapult_(attack|hit|walk)|horseman_walk|golem_(hit|walk)|orni_|tech_|tower_|defense_tower)/,
      kind: 'noise',
      licence: CC_BY_SA_3,
    },
    {
      folder: 'games/megaglest/techs/megapack/commondata/sounds',
      files: /\/(cow|pig)_/,
      kind: 'animals',
      licence: CC_BY_SA_3,
    },
    {
      folder: 'games/megaglest/tilesets',
      files: /(wolf|chicken|rooster|owl|hawk|cow_1)\.(wav|ogg)$/,
      kind: 'animals',
      licence: CC_BY_SA_3,
    },
    {
      folder: 'games/megaglest/tilesets',
      files: /(day|night|nightime|rain|wind)\.(wav|ogg)$/,
      kind: 'noise',
      licence: CC_BY_SA_3,
    },
    { folder: 'games/megaglest/data/core/water_sounds', kind: 'noise', licence: CC_BY_SA_3 },
  ),
  ...from(
    'flare-game',
    '1.14-1',
    'training',
    { folder: 'games/flare/mods/fantasycore/music', kind: 'music', licence: CC_BY_SA_3 },
    {
      folder: 'games/flare/mods/fantasycore/soundfx',
      files: /\/(inventory|steps|environment|powers)\//,
      except: /warcry|bird|owl|raven/,
      kind: 'noise',
      licence: CC_BY_SA_3,
    },
    {
      folder: 'games/flare/mods/fantasycore/soundfx/environment',
      files: /bird|owl|raven/,
      kind: 'animals',
      licence: CC_BY_SA_3,
    },
  ),
  ...from('ardentryst', '1.71-9', 'training', { folder: 'games/ardentryst/Music', kind: 'music', licence: CC_BY_SA_3 }),
  ...from('singularity-music', '007-2', 'training', {
    folder: 'games/singularity/music',
    kind: 'music',
    licence: CC_BY_SA_3,
  }),
  ...from('naev-data', '0.8.2-1', 'training', {
    folder: 'naev/dat/snd/music',
    files:
      /\/(ambient\d(_5)?|automat|battlesomething\d|collective\d|empire\d|flf_battle1|intrigue|intro|landing_sinister|nebu_battle\d|tension|upbeat|zalek\d|ambiphonic|void_sensor|combat\d|dvaered\d|eureka|terminal)\.ogg$/,
    kind: 'music',
    licence: 'CC BY 3.0, CC BY-SA 3.0',
  }),
  ...from(
    'supertuxkart-data',
    '1.4+dfsg-2',
    'training',
    {
      folder: 'games/supertuxkart/data/music',
      except: /klabauter|Penguin_Party|_fast|cocoa_river|farm_f\.|snowmountain|theGreatFair/,
      kind: 'music',
      licence: 'CC BY-SA 3.0, CC BY-SA 4.0',
    },
    {
      folder: 'games/supertuxkart/data/sfx',
      files:
        /\/(airplane|appear|boing|bowling_roll|break|bubblegum|car_|clock|crash|splash|dark|energy|engine|explosion|fireworks|forcefield|gnu_flute|goo|gp_end|grab|hammer|horn|inflate|jump|last_lap|race_finish|track_intro|locked|machine|metal|nitro|parachute|plopp|plunger|portal|pre_start|start_race|rain|river|skid|spaceship|strike|swap|swatter|thunder|tractor|waterfall|wooden)/,
      kind: 'noise',
      licence: 'CC0, CC BY 3.0, CC BY-SA 3.0, CC BY-SA 4.0',
    },
    {
      folder: 'games/supertuxkart/data',
      files: /(exotic-birds(_2)?|black_forest\/cow)\.ogg$/,
      kind: 'animals',
      licence: 'CC0, CC BY-SA 3.0',
    },
  ),
  ...from('lomiri-sounds', '22.02-1', 'training', {
    folder: 'sounds/lomiri',
    kind: 'music',
    licence: 'CC0, CC BY 3.0, CC BY 4.0, CC BY-SA 3.0',
  }),
  ...from('sonic-pi-samples', '3.2.2~repack-8', 'training', {
    folder: 'sonic-pi/samples',
    except:
      /choir|burp|vox|crow|mehackit|glitch_(bass_g|perc|robot)|sauna|3d_printer|drone_g_97|loop_(electric|perc|weirdo)|perc_(bell2|door|impact|swoosh)|sn_generic/,
    kind: 'music',
    licence: 'CC0',
  }),
  ...from('hydrogen-drumkits', '2017.09.19~dfsg-1', 'training', {
    folder: 'hydrogen/data/drumkits',
    files: /\/(Audiophob|belofilms_GuitarStrums|circAfrique v4|rumpf_kit_z01_h2)\//,
    kind: 'music',
    licence: 'CC0, CC BY 3.0, CC BY-SA 3.0',
  }),
  ...from('noiz2sa-data', '0.51a-13', 'training', { folder: 'games/noiz2sa/sounds', kind: 'music', licence: 'BSD' }),
  ...from('tumiki-fighters-data', '0.2.dfsg1-10', 'training', {
    folder: 'games/tumiki-fighters/sounds',
    kind: 'music',
    licence: 'BSD',
  }),
  ...from('torus-trooper-data', '0.22.dfsg1-13', 'training', {
    folder: 'games/torus-trooper/sounds',
    kind: 'music',
    licence: 'BSD',
  }),
  ...from(
    'redeclipse-data',
    '1.6.0-1',
    'training',
    { folder: 'games/redeclipse/data/sounds/music', kind: 'music', licence: CC_BY_SA_3 },
    {
      folder: 'games/redeclipse/data/sounds',
      files: /\/(ambience|sfx|weapons)\//,
      except: /damage|catch/,
      kind: 'noise',
      licence: 'CC BY 3.0, CC BY-SA 3.0',
    },
  ),
  ...from('endless-sky-data', '0.9.8-1.2', 'training', {
    folder: 'games/endless-sky/sounds',
    except: /(heavy hit|explosion huge)\.wav$/,
    kind: 'noise',
    licence: 'public domain',
  }),
  ...from('minetest-data', '5.6.1+dfsg+~1.9.0mt8+dfsg-2', 'training', {
    folder: 'games/minetest/games/minetest_game/mods',
    except: /player/,
    kind: 'noise',
    licence: 'CC0, CC BY 3.0, CC BY-SA 3.0',
  }),
];
