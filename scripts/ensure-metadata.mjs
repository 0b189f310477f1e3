// src/metadata.ts is written by the Swagger plugin during the build, whose type check needs it to be there already.
import { existsSync, writeFileSync } from 'node:fs';

const path = 'src/metadata.ts';
if (!existsSync(path)) writeFileSync(path, 'export default async (): Promise<Record<string, never>> => ({});\n');
