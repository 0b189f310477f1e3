import { splitClusterName } from './cluster-names.js';

const S = '<==SEPARATOR==>';

describe('splitClusterName', () => {
  it.each([
    [`finch${S}b7${S}song`, 'finch', 'b7', 'song'],
    [`finch${S}b7${S}song${S}2`, 'finch', 'b7', `song${S}2`],
    [`finch${S}${S}song`, 'finch', '', 'song'],
    ['song', 'Unknown', 'Unknown', 'song'],
    [`finch${S}song`, 'Unknown', 'Unknown', `finch${S}song`],
    ['', 'Unknown', 'Unknown', ''],
  ])('splits %j', (name, species, individual, clustername) => {
    expect(splitClusterName(name)).toEqual({ species, individual, clustername });
  });
});
