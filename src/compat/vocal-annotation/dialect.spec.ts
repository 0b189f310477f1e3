import { vocalAnnotationDialect } from './dialect.js';

describe('the paths of the annotation client', () => {
  it.each(['/upload', '/upload/', '/get-metadata/', '/get-annotations/abc', '/post-annotations', '/GET-STATUS'])(
    'include %s',
    (path) => {
      expect(vocalAnnotationDialect.claims(path)).toBe(true);
    },
  );

  it.each(['/', '/v1/recordings', '/upload/x', '/get-annotations/a/b', '/get-labels/x', '/docs', '/uploads/1/a.wav'])(
    'do not include %s',
    (path) => {
      expect(vocalAnnotationDialect.claims(path)).toBe(false);
    },
  );
});
