import { fileURLToPath } from 'node:url';

/** Directory of `package.json` and of what comes with Earshot; the build puts this file three levels below it. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../..', import.meta.url));
