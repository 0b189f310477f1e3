import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { isLabelUpload } from '../annotations/intake/is-label-upload.js';
import { NotFoundError } from '../common/errors/errors.js';
import { compatEdge } from '../compat/edge/compat-edge.js';
import { isCompatRequest } from '../compat/edge/compat-request.js';
import { USUAL_BODY_BYTES } from '../common/http/body-limits.js';
import { mayBeLong } from '../common/http/long-body.js';
import type { Environment } from '../config/environment.js';
import { isFinetuneUpload } from '../finetuning/intake/is-finetune-upload.js';
import { isAnalysisRequest } from '../recordings/intake/is-analysis-request.js';
import { isEvaluationUpload } from '../segmentation/evaluations/intake/is-evaluation-upload.js';
import { isSentimentRequest } from '../sentiment/is-sentiment-request.js';
import { bodyDeadline } from './body-deadline.js';
import { CONNECTION_TIMEOUTS } from './connection-timeouts.js';
import { checkBodyType } from './check-body-type.js';
import { checkFields } from './check-fields.js';
import { checkUtf8 } from './check-utf8.js';
import { endUnreadBody } from './end-unread-body.js';
import { REQUEST_LOG } from './request-log.js';
import { setUpDocs } from './openapi.js';

const isLongBody = (request: IncomingMessage): boolean =>
  (isAnalysisRequest(request) || isSentimentRequest(request)) && mayBeLong(request);

/** Bodies for the routes of older systems, labels, evaluations, training sets and long lists are read there: strangers may not make the server hold them. */
const isNativeJson = (request: IncomingMessage): boolean =>
  !isCompatRequest(request) &&
  !isLabelUpload(request) &&
  !isFinetuneUpload(request) &&
  !isEvaluationUpload(request) &&
  !isLongBody(request) &&
  (request as Request).is('application/json') === 'application/json';

const JSON_BODIES = { limit: USUAL_BODY_BYTES, strict: true, verify: checkUtf8, type: isNativeJson };
const REQUEST_ID = /^[\w.-]{1,100}$/;

/** The caller's `X-Request-Id` where it is harmless, else a new one; the answer carries it too. */
function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** A worker is asked how it is and nothing else. */
function onlyOperation(request: Request, response: Response, next: NextFunction): void {
  if (/^\/(health\/|metrics$)/.test(request.path)) next();
  else throw new NotFoundError('This process is a worker; its API is served by the processes with ROLE=api. The route');
}

/** Everything between the socket and the controllers. */
export async function configureHttp(
  application: NestExpressApplication,
  environment: Environment,
  logger: Logger,
): Promise<void> {
  application.use(
    pinoHttp({
      logger,
      genReqId: requestId,
      ...REQUEST_LOG,
    }),
  );
  application.set('trust proxy', environment.TRUSTED_PROXIES);
  application.disable('x-powered-by');
  application.use(
    helmet({
      contentSecurityPolicy: { directives: { 'script-src': ["'self'"], 'upgrade-insecure-requests': null } },
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  );
  application.use(compatEdge);
  const origins = environment.CORS_ORIGINS;
  if (origins.length > 0) {
    application.enableCors({
      origin: origins.includes('*') ? '*' : origins,
      exposedHeaders: [
        'Location',
        'Retry-After',
        'X-Request-Id',
        'Content-Range',
        'ETag',
        'Idempotency-Replayed',
        'X-Spectrogram',
        'X-Earshot-Left-Out',
      ],
    });
  }
  application.use(bodyDeadline, endUnreadBody);
  Object.assign(application.getHttpServer(), CONNECTION_TIMEOUTS);
  application.useBodyParser('json', JSON_BODIES);
  application.use(checkBodyType, checkFields);
  if (environment.ROLE === 'worker') application.use(onlyOperation);
  else await setUpDocs(application);
}
