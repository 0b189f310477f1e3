// src/metadata.ts is written by the Swagger plugin during the build, whose type check needs it to be there already. One of an earlier build may
// name classes that are gone, so each build begins with an empty one.
import { writeFileSync } from 'node:fs';

writeFileSync('src/metadata.ts', 'export default async (): Promise<Record<string, never>> => ({});\n');
