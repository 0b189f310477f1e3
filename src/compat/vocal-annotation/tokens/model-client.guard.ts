import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ForbiddenError } from '../../../common/errors/errors.js';
import { fieldsOf } from '../../body/fields-of.js';
import { JsonBodies } from '../../body/json-bodies.service.js';
import type { Body } from '../../body/parse-body.js';
import type { ParseBodyInput } from '../../body/parse-body.task.js';
import { CompatCredentials } from '../../credentials/compat-credentials.service.js';
import { MODEL_ROUTE, type ModelRequest, type ModelRouteSettings } from './model-route.js';
import { ModelClients } from './model-clients.service.js';

/** Reads the body of a route about models and finds out who calls it. Strangers pass where the route asks for no right. */
@Injectable()
export class ModelClientGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CompatCredentials,
    private readonly clients: ModelClients,
    private readonly bodies: JsonBodies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & ModelRequest>();
    const { body, bodyTask, right } = this.reflector.get<ModelRouteSettings>(MODEL_ROUTE, context.getHandler());
    const { authorization } = request.headers;
    const caller = authorization === undefined ? undefined : await this.credentials.byHeader(authorization);
    const isJson = request.is('application/json') !== false;
    if (body !== undefined && isJson) {
      const fields = [...fieldsOf(body), 'token'];
      request.body =
        bodyTask === undefined
          ? await this.bodies.read(request, fields)
          : await this.bodies.readOn<ParseBodyInput, Body>(request, bodyTask, { fields });
    }
    const { token } = (request.body ?? {}) as { token?: unknown };
    request.modelClient = await this.clients.find(caller, token);
    // In the words that clients know, whatever else is wrong with the request.
    if (right !== undefined && request.modelClient?.[right] !== true) throw new ForbiddenError('unauthorized');
    return true;
  }
}
