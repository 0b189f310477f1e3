import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isUnreadLongBody } from '../../common/http/long-body.js';
import { LongBodies } from './long-bodies.js';

/** Reads the body of a route that takes long ones, when it is known who sends it. */
@Injectable()
export class LongBodyGuard implements CanActivate {
  constructor(private readonly bodies: LongBodies) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (isUnreadLongBody(request)) request.body = await this.bodies.read(request);
    return true;
  }
}
