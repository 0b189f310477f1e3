import { ApplicationError } from '../../common/errors/application-error.js';
import { ConflictError, UnavailableError, UnprocessableError } from '../../common/errors/errors.js';

/** The hub cannot be reached, is too busy or breaks off again and again. What was fetched is kept; another try goes on from there. */
export class HubUnavailableError extends UnavailableError {
  constructor(message: string, cause?: unknown) {
    super('hub-unavailable', `${message} What was fetched is kept: the next try goes on from there.`);
    this.cause = cause;
  }
}

/** The hub answers, but not with what was asked for; the same question gets the same answer. */
export class HubRefusalError extends UnprocessableError {
  constructor(url: string, status: number) {
    super('hub-refused', `${url} answered ${status}: ${HubRefusalError.reason(status)}`);
  }

  private static reason(status: number): string {
    switch (status) {
      case 401:
      case 403:
        return 'it wants a token that may read this repository. Set MODEL_HUB_TOKEN.';
      case 404:
        return 'it has no such repository, revision or file. Look at MODEL_HUB_URL, or report it if that is the default.';
      default:
        return 'it refuses the request. Look at MODEL_HUB_URL and the proxy.';
    }
  }
}

/** An answer that is not in the form of the hub's API, as that of a captive portal. */
export class HubAnswerError extends UnprocessableError {
  constructor(url: string, fault: string) {
    super('hub-answer', `${url} does not answer as a model hub does (${fault}). Look at MODEL_HUB_URL and the proxy.`);
  }
}

/** The bytes that came are not those that the hub promised, or that Earshot pins. They were thrown away. */
export class HubContentError extends UnprocessableError {
  constructor(file: string, fault: string) {
    super('hub-content', `${file}: ${fault}. It was thrown away, and nothing was installed.`);
  }
}

export class NoSpaceError extends ApplicationError {
  constructor(directory: string, cause?: unknown, needed?: { readonly bytes: number; readonly free: number }) {
    const numbers = needed === undefined ? '' : ` It needs ${needed.bytes} bytes, ${needed.free} are free.`;
    super(507, 'insufficient-storage', `The disk that holds ${directory} has no room for the model.${numbers}`, {
      cause,
    });
  }
}

export class PullInProgressError extends ConflictError {
  constructor(name: string) {
    super('pull-in-progress', `The model "${name}" is being fetched or changed already; wait until that has ended.`);
  }
}
