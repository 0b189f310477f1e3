import type { NextFunction, Request, Response } from 'express';
import { checkStructure } from '../common/http/check-structure.js';

/** Looks at what a request sends before anything converts it. Forms are read, and looked at, later. */
export function checkFields(request: Request, _response: Response, next: NextFunction): void {
  checkStructure(request.query);
  checkStructure(request.body);
  next();
}
